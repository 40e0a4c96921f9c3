'use server'
import { forgetPages } from '../../page/page.ts'
import { act, type Said } from '../act.ts'

type Faults = { readonly problem: { text: string; code: string; fields: Record<string, string> } }

/** Lists of the shop that were kept were found without it. */
function shown<T>(answer: Said<T>): Said<T> {
  if ('ok' in answer) forgetPages(['catalogue'])
  return answer
}

export async function saveSynonym(id: string | undefined, form: FormData): Promise<Said> {
  const terms = [...new Set(linesOf(form, 'terms'))]
  if (terms.length < 2) return refused('terms', 'It takes two words at least, each on a line of its own.')
  return shown(
    await act(async (shop) => {
      const saved =
        id === undefined
          ? await shop.search.createSynonym({ body: { terms } })
          : await shop.search.putSynonym({ params: { id }, body: { terms } })
      return saved.id
    }),
  )
}

export async function removeSynonym(id: string): Promise<Said> {
  return shown(await act(async (shop) => (await shop.search.deleteSynonym({ params: { id } })).id))
}

export async function savePin(id: string | undefined, form: FormData): Promise<Said> {
  const said = form.get('query')
  const query = typeof said === 'string' ? said.trim() : ''
  const productIds = form.getAll('product').filter((each): each is string => typeof each === 'string')
  if (query === '') return refused('query', 'Say what shoppers type.')
  if (productIds.length === 0) return refused('products', 'Add the products that are to stand first.')
  return shown(
    await act(async (shop) => {
      const saved =
        id === undefined
          ? await shop.search.createPin({ body: { query, productIds } })
          : await shop.search.putPin({ params: { id }, body: { query, productIds } })
      return saved.query
    }),
  )
}

export async function removePin(id: string): Promise<Said> {
  return shown(await act(async (shop) => (await shop.search.deletePin({ params: { id } })).id))
}

export async function rebuildIndex(): Promise<Said<number>> {
  return act(async (shop) => (await shop.search.rebuild()).generation)
}

function linesOf(form: FormData, name: string): readonly string[] {
  const text = form.get(name)
  return typeof text === 'string'
    ? text
        .split(/[\n,]/)
        .map((line) => line.trim())
        .filter(Boolean)
    : []
}

function refused(field: string, text: string): Faults {
  return { problem: { text, code: 'validation_failed', fields: { [field]: text } } }
}
