'use server'
import { act, type Said } from '../../act.ts'

export type ViewAsked = { readonly list: string; readonly query: string }

/** Keeps a view under a name; one’s own of the same name is written anew. */
export async function saveView({ list, query }: ViewAsked, form: FormData): Promise<Said> {
  const asked = settingsOf(form)
  if ('problem' in asked) return asked
  return act(async (shop) => {
    const body = { ...asked.settings, query }
    const { items } = await shop.profile.views({ query: { list } })
    const same = items.find(({ owner, name }) => owner && name === body.name)
    const view = same
      ? await shop.profile.putView({ params: { id: same.id }, body })
      : await shop.profile.addView({ body: { list, ...body } })
    return view.name
  })
}

/** Gives a view another name, or shares it. */
export async function changeView(
  { id, query }: { readonly id: string; readonly query: string },
  form: FormData,
): Promise<Said> {
  const asked = settingsOf(form)
  if ('problem' in asked) return asked
  return act(
    async (shop) => (await shop.profile.putView({ params: { id }, body: { ...asked.settings, query } })).name,
  )
}

export async function removeView(id: string): Promise<Said> {
  return act(async (shop) => {
    await shop.profile.removeView({ params: { id } })
    return id
  })
}

type Settings = { readonly settings: { readonly name: string; readonly shared: boolean } }

function settingsOf(form: FormData): Settings | Extract<Said, { problem: unknown }> {
  const name = form.get('name')
  if (typeof name === 'string' && name.trim() !== '')
    return { settings: { name: name.trim(), shared: form.has('shared') } }
  return { problem: { text: 'Give the view a name.', code: 'validation_failed', fields: {} } }
}
