/** What the search field puts forward. The same for everybody, and asked with every letter. */
import type { SearchSuggestions } from '@rialto/contracts/search'
import { searchedText } from '../../../catalogue/listing.ts'
import { isLocale, LOCALE_DEFAULT } from '../../../region/locales.ts'
import { shop } from '../../../session/shop.ts'
import { suggestedOf } from '../../../shop/search/suggested.ts'

const SUGGESTIONS = 8
/** Somebody who takes back a letter has just asked for it. */
const FRESH_SECONDS = 60

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const lang = searchParams.get('lang') ?? undefined
  const q = searchedText(searchParams.get('q') ?? '')
  if (q === '') return Response.json({ options: [], said: '' })
  const { search } = shop()
  const { items } = await search.suggest({ query: { q, limit: SUGGESTIONS } })
  const pictures = await picturesOf(items)
  // Only where nothing begins like it: then it may be a slip.
  const meant = items.length > 0 ? undefined : (await search.find({ query: { q, limit: 1 } })).didYouMean
  return Response.json(suggestedOf(q, items, meant, isLocale(lang) ? lang : LOCALE_DEFAULT, pictures), {
    headers: { 'cache-control': `private, max-age=${FRESH_SECONDS}` },
  })
}

/** By the ids of the products. A suggestion leads there without one too: no answer is none. */
async function picturesOf(suggestions: SearchSuggestions['items']): Promise<ReadonlyMap<string, string>> {
  const ids = suggestions.filter(({ kind }) => kind === 'product').map(({ value }) => value)
  if (ids.length === 0) return new Map()
  try {
    const { items } = await shop().catalog.list({ query: { ids: ids.join(','), limit: ids.length } })
    return new Map(
      items.flatMap(({ id, images: [image] }) => (image ? [[id, narrowest(image)] as const] : [])),
    )
  } catch {
    return new Map()
  }
}

/** The first of a set is the narrowest. */
function narrowest({ url, srcset }: { readonly url: string; readonly srcset?: string | undefined }): string {
  return srcset?.split(' ', 1)[0] ?? url
}
