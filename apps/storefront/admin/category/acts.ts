'use server'
import { forgetPages } from '../../page/page.ts'
import { act, type Said } from '../act.ts'

/** What shows a category shows it anew. */
function forget<T>(answer: Said<T>): Said<T> {
  if ('ok' in answer) forgetPages(['catalogue', 'categories'])
  return answer
}

export async function createCategory(form: FormData): Promise<Said> {
  const name = textOf(form, 'name')
  const parent = textOf(form, 'parent')
  return forget(
    await act(
      async (shop) => (await shop.catalog.createCategory({ body: { name, parent: parent || null } })).name,
    ),
  )
}

/** Gives it another name and address, and another place; both as they are where nothing is said. */
export async function changeCategory(id: string, form: FormData): Promise<Said> {
  const slug = textOf(form, 'slug')
  return forget(
    await act(async (shop) => {
      const changed = await shop.catalog.patchCategory({
        params: { category: id },
        body: {
          ...(form.has('name') ? { name: textOf(form, 'name') } : {}),
          ...(slug === '' ? {} : { slug }),
          ...(form.has('parent') ? { parent: textOf(form, 'parent') || null } : {}),
        },
      })
      return changed.name
    }),
  )
}

export async function removeCategory(id: string): Promise<Said> {
  return forget(
    await act(async (shop) => (await shop.catalog.removeCategory({ params: { category: id } })).id),
  )
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
