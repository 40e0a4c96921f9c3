/** Who changed what about search, in sentences. */
import { myShop } from '../../session/shop.ts'
import { Who } from '../customer/who.tsx'
import { Ago } from '../ui/ago.tsx'
import { Panel } from '../ui/panel.tsx'

const SHOWN_MAX = 20

const SENTENCES: Readonly<Record<string, string>> = {
  'synonym.created': 'Synonyms added',
  'synonym.changed': 'Synonyms changed',
  'synonym.deleted': 'Synonyms removed',
  'pin.created': 'Products pinned',
  'pin.changed': 'Pinned products changed',
  'pin.deleted': 'Pin removed',
  'index.rebuild': 'Index built anew',
}

export async function SearchChanges() {
  const { items } = await (await myShop()).search.curationChanges({ query: { limit: SHOWN_MAX } })
  return (
    <Panel title="What was changed" isFlush>
      {items.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Nothing yet.</p>
      ) : (
        <ol className="divide-y divide-hairline border-t border-hairline text-note">
          {items.map(({ id, at, actor, action, before, after }) => (
            <li key={id} className="px-4 py-2.5">
              <span className="flex flex-wrap justify-between gap-x-4">
                <span className="font-medium">{SENTENCES[action] ?? action}</span>
                <span className="text-muted">
                  <Ago at={at} isFocusable />
                </span>
              </span>
              <span className="block break-words text-muted">
                {told(before, after)}
                by <Who id={actor} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

/** “sofa, couch → sofa, couch, settee ”; nothing where there are no words to show. */
function told(before: unknown, after: unknown): string {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  if (was !== '' && is !== '' && was !== is) return `${was} → ${is} `
  const some = is || was
  return some === '' ? '' : `${some} `
}

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  const { terms, query, productIds } = value as {
    readonly terms?: readonly string[]
    readonly query?: string
    readonly productIds?: readonly string[]
  }
  if (Array.isArray(terms)) return terms.join(', ')
  if (query === undefined) return ''
  return `“${query}”${Array.isArray(productIds) ? ` (${productIds.length})` : ''}`
}
