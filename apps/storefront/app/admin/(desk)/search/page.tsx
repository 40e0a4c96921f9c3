import type { Metadata } from 'next'
import type { Rialto } from '@rialto/client'
import { SearchChanges } from '../../../../admin/search/changes.tsx'
import { Forget, PinButton, SynonymButton } from '../../../../admin/search/curation.tsx'
import { IndexState } from '../../../../admin/search/index-state.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { Ago } from '../../../../admin/ui/ago.tsx'
import { DetailPage, Fact, Facts } from '../../../../admin/ui/detail-page.tsx'
import { Later } from '../../../../admin/ui/later.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../admin/ui/panel.tsx'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Search' }

const PER_PAGE = 100

export default guarded('search:write', async ({ staff }) => {
  const shop = await myShop()
  const [index, synonyms, pins] = await Promise.all([
    shop.search.index(),
    all(shop.search.synonyms.each({ query: { limit: PER_PAGE } })),
    all(shop.search.pins.each({ query: { limit: PER_PAGE } })),
  ])
  const names = await productNames(shop, [...new Set(pins.flatMap(({ productIds }) => productIds))])
  return (
    <PageRoom isNarrow>
      <PageHead title="Search" />
      <DetailPage
        side={
          <>
            <Panel title="Index">
              <IndexState index={index} mayRebuild={staff.may('search:rebuild')} />
              <div className="mt-4">
                <Facts>
                  <Fact name="Products that can be found">{index.documents.toLocaleString('en')}</Fact>
                  <Fact name="Built">
                    {index.builtAt === null ? 'Not yet' : <Ago at={index.builtAt} isFocusable />}
                  </Fact>
                  <Fact name="Times built">{index.generation.toLocaleString('en')}</Fact>
                </Facts>
              </div>
            </Panel>
            <Later title="What was changed">
              <SearchChanges />
            </Later>
          </>
        }
      >
        <Panel title="Pinned products" isFlush actions={<PinButton />}>
          {pins.length === 0 ? (
            <p className="px-4 pb-4 text-muted">
              Nothing is pinned: relevance decides. Pin what has to stand first when shoppers type certain
              words.
            </p>
          ) : (
            <ul className="divide-y divide-hairline border-t border-hairline">
              {pins.map(({ id, query, productIds }) => {
                const products = productIds.map(
                  (each) => names.get(each) ?? { id: each, sku: '', name: each },
                )
                return (
                  <li key={id} className="flex items-center gap-3 px-4 py-2">
                    <span className="min-w-0 flex-1">
                      <a
                        href={`/search?${new URLSearchParams({ q: query }).toString()}`}
                        target="_blank"
                        className="font-semibold hover:underline"
                      >
                        “{query}”
                      </a>
                      <span className="block truncate text-note text-muted">
                        {products.map(({ name }) => name).join(', ')}
                      </span>
                    </span>
                    <PinButton pin={{ id, query, products }} />
                    <Forget kind="pin" id={id} name={`the pin for “${query}”`} />
                  </li>
                )
              })}
            </ul>
          )}
        </Panel>
        <Panel title="Synonyms" isFlush actions={<SynonymButton />}>
          {synonyms.length === 0 ? (
            <p className="px-4 pb-4 text-muted">
              None yet. Say which words mean the same: sofa, couch, settee.
            </p>
          ) : (
            <ul className="divide-y divide-hairline border-t border-hairline">
              {synonyms.map(({ id, terms }) => (
                <li key={id} className="flex items-center gap-3 px-4 py-2">
                  <span className="flex min-w-0 flex-1 flex-wrap gap-1.5">
                    {terms.map((term) => (
                      <span key={term} className="rounded-pill bg-neutral-soft px-2.5 py-0.5 text-note">
                        {term}
                      </span>
                    ))}
                  </span>
                  <SynonymButton synonym={{ id, terms }} />
                  <Forget kind="synonym" id={id} name={`the synonyms ${terms.join(', ')}`} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </DetailPage>
    </PageRoom>
  )
})

async function all<T>(each: AsyncGenerator<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of each) items.push(item)
  return items
}

async function productNames(shop: Rialto, ids: readonly string[]) {
  const known = ids.filter((id) => /^[A-Za-z0-9_.:@-]{1,64}$/.test(id)).slice(0, PER_PAGE)
  if (known.length === 0) return new Map<string, never>()
  const { items } = await shop.catalog.list({ query: { ids: known.join(','), limit: PER_PAGE } })
  return new Map(items.map(({ id, sku, name }) => [id, { id, sku, name }]))
}
