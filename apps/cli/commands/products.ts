/** `rialto products …`: look at what is sold, and carry it in and out as one JSON object a line. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { formatMoney, toMinor } from '@rialto/kernel/money/money'
import { gatewayUrl, openApi, type Api } from '../api.ts'
import type { Command, Context } from '../arguments.ts'
import { columns, DRY_RUN, isDryRun, numberOf, show, textOf } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { signedInApi } from '../session.ts'
import { printable } from '../terminal.ts'

type Product = {
  readonly id: string
  readonly sku: string
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly price: number
  readonly currency: string
  readonly category: { readonly path: readonly { readonly name: string }[] }
  readonly brand: string | null
  readonly attributes: Readonly<Record<string, unknown>>
  readonly images: readonly { readonly url: string; readonly alt: string }[]
  readonly options: readonly object[]
  readonly variants: readonly {
    readonly sku: string
    readonly price: number
    readonly options: Readonly<Record<string, string>>
    readonly stock: number
  }[]
  readonly stock: number
}
type Page = { readonly items: readonly Product[]; readonly nextCursor: string | null }
type Line = Readonly<Record<string, unknown>>

const LIMIT_DEFAULT = 20
const LIMIT_MAX = 100
const FAILURES_SHOWN_MAX = 20

export const productsList: Command = {
  name: 'products list',
  about: 'what is on sale',
  examples: ['rialto products list', 'rialto products list --query lamp --limit 5 --json'],
  flags: {
    query: { type: 'string', value: 'TEXT', about: 'words of the name' },
    category: { type: 'string', value: 'CATEGORY', about: 'an id, a slug or a name' },
    limit: { type: 'string', value: 'N', about: `how many (${LIMIT_DEFAULT})` },
    cursor: { type: 'string', value: 'CURSOR', about: 'go on where a list ended' },
  },
  run: async (context) => {
    const limit = numberOf(context, 'limit', { fallback: LIMIT_DEFAULT, min: 1, max: LIMIT_MAX })
    const query = new URLSearchParams({ limit: String(limit) })
    for (const [flag, name] of [
      ['query', 'q'],
      ['category', 'category'],
      ['cursor', 'cursor'],
    ] as const) {
      const value = textOf(context, flag)
      if (value !== undefined) query.set(name, value)
    }
    const { body } = await anonymous(context).ask<Page>({
      method: 'GET',
      path: `/api/v1/products?${query.toString()}`,
    })
    show(context, body, () => listed(body))
  },
}

export const productsShow: Command = {
  name: 'products show',
  about: 'one product',
  examples: ['rialto products show LAPTOP-001'],
  words: [{ name: 'PRODUCT', about: 'its id, SKU or slug' }],
  flags: {},
  run: async (context) => {
    const { body } = await anonymous(context).ask<Product>({
      method: 'GET',
      path: pathOf(context.words[0] ?? ''),
    })
    show(context, body, () => `${JSON.stringify(body, undefined, 2)}\n`)
  },
}

export const productsExport: Command = {
  name: 'products export',
  about: 'everything on sale, one JSON object a line, as `products import` reads it',
  examples: ['rialto products export > products.jsonl'],
  flags: {},
  run: async (context) => {
    const api = anonymous(context)
    let cursor: string | null = null
    do {
      const query: string = `limit=${LIMIT_MAX}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
      const { body }: { body: Page } = await api.ask<Page>({
        method: 'GET',
        path: `/api/v1/products?${query}`,
      })
      for (const product of body.items) context.terminal.out(`${JSON.stringify(portable(product))}\n`)
      cursor = body.nextCursor
    } while (cursor !== null)
  },
}

export const productsImport: Command = {
  name: 'products import',
  about: 'make or change products, one JSON object a line; a product that has the id or SKU is changed',
  examples: [
    'rialto products import products.jsonl --dry-run',
    'rialto products import products.jsonl',
    'rialto products export --url https://old.example | rialto products import -',
  ],
  words: [{ name: 'FILE', about: 'a file of JSON lines; - for what is piped in' }],
  flags: DRY_RUN,
  run: async (context) => {
    const api = await signedInApi(context)
    const counts = { created: 0, changed: 0, failed: 0 }
    const failures: { line: number; message: string }[] = []
    let line = 0
    for await (const text of await linesOf(context)) {
      line += 1
      if (text.trim() === '') continue
      try {
        counts[await take(api, parse(text), isDryRun(context))] += 1
      } catch (error) {
        if (
          !(error instanceof Failure) ||
          error.exitCode === EXIT.auth ||
          error.exitCode === EXIT.unreachable
        )
          throw error
        counts.failed += 1
        failures.push({ line, message: error.message })
      }
    }
    report(context, counts, failures)
  },
}

function report(
  context: Context,
  counts: { readonly created: number; readonly changed: number; readonly failed: number },
  failures: readonly { readonly line: number; readonly message: string }[],
): void {
  const dryRun = isDryRun(context)
  const { created, changed, failed } = counts
  show(
    context,
    { dryRun, ...counts, failures },
    () => `${dryRun ? 'Would make' : 'Made'} ${created}, ${dryRun ? 'change' : 'changed'} ${changed}.\n`,
  )
  if (failed === 0) return
  for (const failure of failures.slice(0, FAILURES_SHOWN_MAX))
    context.terminal.err(printable(`  line ${failure.line}: ${failure.message}\n`))
  throw new Failure(
    EXIT.failure,
    `${failed} ${failed === 1 ? 'line' : 'lines'} would not do, as said above.`,
    dryRun ? 'Nothing was changed.' : 'The others were taken.',
  )
}

async function take(api: Api, product: Line, dryRun: boolean): Promise<'created' | 'changed'> {
  const { id, sku } = product
  const reference = typeof id === 'string' ? id : typeof sku === 'string' ? sku : undefined
  const isThere = reference !== undefined && (await exists(api, reference))
  if (!dryRun) {
    const { id: _id, sku: _sku, ...changes } = product
    await api.ask(
      isThere
        ? { method: 'PATCH', path: pathOf(reference), body: changes, signedIn: true }
        : { method: 'POST', path: '/api/v1/products', body: product, signedIn: true },
    )
  } else if (typeof product['name'] !== 'string' || typeof product['price'] !== 'number') {
    throw new Failure(EXIT.failure, 'It has no name, or no price.')
  }
  return isThere ? 'changed' : 'created'
}

async function exists(api: Api, reference: string): Promise<boolean> {
  const path = pathOf(reference)
  const { status } = await api.look({ method: 'GET', path })
  if (status === 404) return false
  // Asked again to fail with the words of the platform.
  if (status >= 400) await api.ask({ method: 'GET', path })
  return true
}

function parse(text: string): Line {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Line
  } catch {
    // Told below, like everything else that is no object.
  }
  throw new Failure(EXIT.failure, 'It is no JSON object.')
}

async function linesOf({ words: [file = ''], terminal }: Context): Promise<AsyncIterable<string>> {
  if (file === '-') {
    const text = await terminal.input()
    if (text === undefined) throw new Failure(EXIT.usage, 'Nothing is piped in.')
    return createInterface({ input: Readable.from([text]), crlfDelay: Infinity })
  }
  const input = createReadStream(file, 'utf8')
  await new Promise((resolve, reject) => {
    input.once('open', resolve)
    input.once('error', () => reject(new Failure(EXIT.notFound, `${file} cannot be read.`)))
  })
  return createInterface({ input, crlfDelay: Infinity })
}

/** What says the same of a product at another platform: its category by name, and nothing that each counts for itself. */
function portable(product: Product): object {
  const { id, sku, slug, name, description, price, currency, brand, attributes, images, options, variants } =
    product
  const isPlain = options.length === 0
  return {
    id,
    sku,
    slug,
    name,
    description,
    price,
    currency,
    category: product.category.path.map((step) => step.name).join(' > '),
    brand,
    attributes,
    images: images.map(({ url, alt }) => ({ url, alt })),
    ...(isPlain
      ? { stock: product.stock }
      : {
          options,
          variants: variants.map((variant) => ({
            sku: variant.sku,
            price: variant.price,
            options: variant.options,
            stock: variant.stock,
          })),
        }),
  }
}

function anonymous({ flags, terminal }: Context): Api {
  return openApi(gatewayUrl(flags['url'], terminal.env))
}

function pathOf(reference: string): string {
  return `/api/v1/products/${encodeURIComponent(reference)}`
}

function listed({ items, nextCursor }: Page): string {
  if (items.length === 0) return 'There is nothing on sale.\n'
  const rows = items.map(({ sku, name, price, currency, stock }) => [
    sku,
    name,
    formatMoney(toMinor(price, currency), currency),
    String(stock),
  ])
  const table = columns([['SKU', 'NAME', 'PRICE', 'STOCK'], ...rows])
  return printable(nextCursor === null ? table : `${table}More: --cursor ${nextCursor}\n`)
}
