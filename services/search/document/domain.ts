/** How a product becomes a document: which words it is found by, what it is counted under, how it is shown. */
import type { ProductSnapshot } from '@rialto/contracts/catalog'
import { minorDigits, toMajor } from '@rialto/kernel/money/money'
import { exactLexeme, joinedLexeme } from '../text/question.ts'
import { quoted } from '../text/tsquery.ts'
import { keyOf, wordsOf, type Word } from '../text/words.ts'

/** The parts of a document by what a word in them is worth: title, brand and category, attributes, text. */
type Weight = 'A' | 'B' | 'C' | 'D'

/** A category or brand: how filters spell it, how it is shown, its id. */
type Named = { readonly value: string; readonly label: string; readonly reference: string }
type Trait = { readonly name: string; readonly value: string }

export type Document = {
  readonly productId: string
  readonly version: number
  /** As PostgreSQL reads a `tsvector`. */
  readonly words: string
  readonly titleWords: number
  readonly nameKey: string
  /** From the root to its own. */
  readonly categories: readonly Named[]
  readonly brand: Named | undefined
  readonly attributes: readonly Trait[]
  readonly price: number
  readonly currency: string
  readonly priceBand: number
  readonly inStock: boolean
  readonly rating: number
  readonly createdAt: number
  readonly card: string
}

const BODY_WORDS_MAX = 400
const FACETS_MAX = 12
const TRAIT_CHARACTERS_MAX = 60
/** Words of different parts never stand side by side. */
const GAP = 20
/** A lexeme keeps at most 256 positions, and none beyond 16,383. */
const POSITION_MAX = 16_383
const HUNDREDTHS = 100

/** Lower bounds in major units. */
export const PRICE_BANDS = [0, 25, 50, 100, 200, 500, 1_000, 2_000] as const

/** The band that a price lies in, whatever decimals its currency has. */
export function bandOf(price: number, currency: string): number {
  const major = price / 10 ** minorDigits(currency)
  return PRICE_BANDS.findLastIndex((from) => major >= from)
}

export function documentOf(product: ProductSnapshot): Document {
  const { id, version, name, currency, price, brand, categoryPath, rating } = product
  return {
    productId: id,
    version,
    words: tsvectorOf(product),
    titleWords: Math.max(1, wordsOf(name).length),
    nameKey: keyOf(name),
    categories: categoryPath.map((step) => ({ value: step.slug, label: step.name, reference: step.id })),
    brand: brand ? { value: brand.slug, label: brand.name, reference: '' } : undefined,
    attributes: traitsOf(product),
    price: price.min,
    currency,
    priceBand: bandOf(price.min, currency),
    inStock: product.inStock,
    rating: Math.round(rating.average * HUNDREDTHS),
    createdAt: Date.parse(product.createdAt),
    card: JSON.stringify(cardOf(product)),
  }
}

/** How a product is shown among others. */
function cardOf(product: ProductSnapshot) {
  const { id, sku, slug, name, price, currency, brand, image, rating, inStock, createdAt, updatedAt } =
    product
  const {
    id: categoryId = '',
    slug: categorySlug = '',
    name: categoryName = '',
  } = product.categoryPath.at(-1) ?? {}
  return {
    id,
    sku,
    slug,
    name,
    price: toMajor(price.min, currency),
    priceMax: toMajor(price.max, currency),
    currency,
    category: { id: categoryId, slug: categorySlug, name: categoryName },
    brand: brand?.name ?? null,
    image: image && {
      url: image.url,
      alt: image.alt,
      ...(image.srcset === undefined ? {} : { srcset: image.srcset }),
    },
    rating,
    inStock,
    createdAt,
    updatedAt,
  }
}

/** What facets count: attributes and the options of variants, short ones, the first dozen. */
function traitsOf({ attributes, variants }: ProductSnapshot): Trait[] {
  const traits = new Map<string, Trait>()
  const add = (name: string, value: unknown) => {
    const text = value === true ? 'Yes' : value === false ? 'No' : String(value).trim()
    const fits = text !== '' && text.length <= TRAIT_CHARACTERS_MAX && name.trim() !== ''
    if (fits) traits.set(`${name}\n${text}`, { name: name.trim(), value: text })
  }
  for (const { options } of variants) for (const [name, value] of Object.entries(options)) add(name, value)
  for (const [name, value] of Object.entries(attributes)) add(name, value)
  return [...traits.values()].slice(0, FACETS_MAX)
}

function tsvectorOf(product: ProductSnapshot): string {
  const { id, sku, slug, name, description, brand, categoryPath, attributes, variants } = product
  const places = new Map<string, Set<string>>()
  let position = 0
  const put = (lexeme: string, at: number, weight: Weight) => {
    const known = places.get(lexeme) ?? new Set()
    places.set(lexeme, known.add(`${Math.min(at, POSITION_MAX)}${weight}`))
  }
  const write = (text: string, weight: Weight, joinAll = false, words = wordsOf(text)) => {
    words.forEach((each, i) => {
      const at = position + i + 1
      // A title is found by all its words; elsewhere stop-words say nothing.
      if (!each.isStop || joinAll) put(each.text, at, weight)
      const next = words[i + 1]
      if (next && (joinAll || next.touches) && !areNumbers(each, next))
        put(joinedLexeme(each.text, next.text), at, weight)
    })
    position += words.length + GAP
  }
  write(name, 'A', true)
  for (const reference of skusOf(sku, variants)) write(reference, 'A')
  if (brand) write(brand.name, 'B', true)
  const own = categoryPath.at(-1)
  for (const step of categoryPath) write(step.name, step === own ? 'B' : 'C', true)
  for (const { options } of variants) for (const value of Object.values(options)) write(value, 'C')
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'boolean') write(value ? attribute : '', 'C')
    else write(`${attribute} ${value}`, 'C')
  }
  write(description, 'D', false, wordsOf(description).slice(0, BODY_WORDS_MAX))
  const wholes = [id, slug, ...skusOf(sku, variants)].map((each) => each.toLowerCase())
  for (const whole of [...wholes, keyOf(name)]) if (whole !== '') put(exactLexeme(whole), 1, 'A')
  return [...places].map(([lexeme, at]) => `${quoted(lexeme)}:${[...at].join(',')}`).join(' ')
}

function skusOf(sku: string, variants: ProductSnapshot['variants']): string[] {
  return [...new Set([sku, ...variants.map((variant) => variant.sku)])]
}

/** “3 5” is not 35. */
function areNumbers(left: Word, right: Word): boolean {
  return /^\p{N}/u.test(left.text) && /^\p{N}/u.test(right.text)
}

const SPELLABLE = /^[a-z]{3,}$/

/** How many of the documents hold each word that spelling may propose; of names, not of the small print. */
export function wordCounts(documents: readonly Document[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { words } of documents) {
    for (const [, lexeme = ''] of words.matchAll(/'([a-z]+)':/g)) {
      if (SPELLABLE.test(lexeme)) counts.set(lexeme, (counts.get(lexeme) ?? 0) + 1)
    }
  }
  return counts
}
