/** What the search field puts forward. The same for everybody, and asked with every letter. */
import { QUERY_CHARACTERS_MAX } from '@rialto/contracts/search'
import { isLocale, LOCALE_DEFAULT } from '../../../region/locales.ts'
import { shop } from '../../../session/shop.ts'
import { suggestedOf } from '../../../shop/search/suggested.ts'

const SUGGESTIONS = 8
/** Somebody who takes back a letter has just asked for it. */
const FRESH_SECONDS = 60

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const lang = searchParams.get('lang') ?? undefined
  const q = (searchParams.get('q') ?? '').trim().slice(0, QUERY_CHARACTERS_MAX)
  if (q === '') return Response.json({ options: [], said: '' })
  const { search } = shop()
  const { items } = await search.suggest({ query: { q, limit: SUGGESTIONS } })
  // Only where nothing begins like it: then it may be a slip.
  const meant = items.length > 0 ? undefined : (await search.find({ query: { q, limit: 1 } })).didYouMean
  return Response.json(suggestedOf(q, items, meant, isLocale(lang) ? lang : LOCALE_DEFAULT), {
    headers: { 'cache-control': `private, max-age=${FRESH_SECONDS}` },
  })
}
