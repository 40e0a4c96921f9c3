'use server'
import { isProblem } from '@rialto/client'
import { act, type Said } from '../act.ts'
import { myShop } from '../../session/shop.ts'

export async function retryOne(id: string): Promise<Said> {
  return act(async (shop) => (await shop.event.retry({ params: { id } })).id)
}

export async function discardOne(id: string, form: FormData): Promise<Said> {
  const said = form.get('reason')
  const reason = typeof said === 'string' ? said.trim() : ''
  if (reason === '')
    return {
      problem: {
        text: 'Say why it is thrown away: the reason is kept with it.',
        code: 'validation_failed',
        fields: { reason: 'Say why.' },
      },
    }
  return act(async (shop) => (await shop.event.discard({ params: { id }, body: { reason } })).id)
}

const PER_PAGE = 100
const MATCHING_MAX = 5_000

/** The ids of all that match, the oldest first: what was said first has to be heard first. */
export async function matchingIds(narrowed: {
  readonly service?: string
  readonly type?: string
}): Promise<readonly string[]> {
  const shop = await myShop()
  const ids: string[] = []
  for await (const { id } of shop.event.deadLetters.each({ query: { ...narrowed, limit: PER_PAGE } })) {
    ids.push(id)
    if (ids.length === MATCHING_MAX) break
  }
  return ids.toReversed()
}

export type Tried = { readonly applied: number; readonly failed: number; readonly reason: string | undefined }

/** Tries a few again; one that fails stays, and holds no other up. */
export async function retryMany(ids: readonly string[]): Promise<Tried> {
  const shop = await myShop()
  let applied = 0
  let reason: string | undefined
  for (const id of ids) {
    try {
      await shop.event.retry({ params: { id } })
      applied += 1
    } catch (error) {
      if (!isProblem(error)) throw error
      // Somebody else was quicker, and it is done.
      if (error.code === 'unknown_dead_letter') applied += 1
      else reason = error.message
    }
  }
  return { applied, failed: ids.length - applied, reason }
}
