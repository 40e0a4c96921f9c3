/** What is put forward while somebody types: places in the shop, in the words of its language. */
import type { SearchSuggestions } from '@rialto/contracts/search'
import { localized, type Locale } from '../../region/locales.ts'
import { words } from '../../words/words.ts'

export type Option = {
  readonly kind: 'product' | 'category' | 'brand' | 'meant' | 'all' | 'recent' | 'forget'
  readonly label: string
  readonly href: string
  /** What it is, where its name does not say so. */
  readonly note?: string
  /** Of a product, as narrow as there is one. */
  readonly picture?: string
}
export type Suggested = {
  readonly options: readonly Option[]
  /** For who cannot see them. */
  readonly said: string
}

export function suggestedOf(
  text: string,
  items: SearchSuggestions['items'],
  meant: string | undefined,
  locale: Locale,
  /** By the ids of the products. */
  pictures: ReadonlyMap<string, string> = new Map(),
): Suggested {
  const t = words('search', locale)
  const search = (name: string, value: string) =>
    localized(`/search?${new URLSearchParams({ [name]: value }).toString()}`, locale)
  const hrefOf = {
    product: ({ slug }) => localized(`/p/${slug}`, locale),
    category: ({ slug }) => localized(`/c/${slug}`, locale),
    brand: ({ value }) => search('brand', value),
  } satisfies Record<string, (item: SearchSuggestions['items'][number]) => string>

  const options: readonly Option[] = items.map((item) => ({
    kind: item.kind,
    label: item.label,
    href: hrefOf[item.kind](item),
    ...(item.kind === 'product' ? pictured(pictures.get(item.value)) : { note: t(item.kind) }),
  }))
  const hint: readonly Option[] =
    meant === undefined
      ? []
      : [{ kind: 'meant', label: t('didYouMean', { meant }), href: search('q', meant) }]
  return {
    options: [
      ...options,
      ...hint,
      { kind: 'all', label: t('allResults', { text }), href: search('q', text) },
    ],
    said: t('suggestions', { count: options.length + hint.length }),
  }
}

function pictured(picture: string | undefined): Pick<Option, 'picture'> {
  return picture === undefined ? {} : { picture }
}
