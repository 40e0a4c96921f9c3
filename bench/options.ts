/** The bench's flags. */
import { parseArgs } from 'node:util'

export const CASES = [
  'orders',
  'hot',
  'orders-256',
  'orders-1',
  'product',
  'list',
  'cart',
  'events',
  'relevance',
  'search',
  'limit',
  'start',
] as const
export type CaseName = (typeof CASES)[number]

/** Filling a shop for it takes long: only where it is named, or where all is to be saved. */
const LONG: readonly CaseName[] = ['search']

export type Options = {
  readonly seconds: number
  readonly warmup: number
  readonly runs: number
  readonly only: ReadonlySet<CaseName>
  readonly save: boolean
  /** How many products search is measured on. */
  readonly products: number
  /** Where the platform keeps its data; absent for a folder that is gone afterwards. */
  readonly data: string | undefined
  /** A platform that runs already. */
  readonly url: string | undefined
  readonly adminUrl: string | undefined
  readonly prefix: string
  /** The process of the platform that runs already. */
  readonly pid: number | undefined
  /** Where to put a processor profile of the platform. */
  readonly profile: string | undefined
}

export class UsageError extends Error {}

export const USAGE = `Measures the platform against its bars, on this machine, talking to 127.0.0.1 only.

  npm run bench                         everything but search, on a platform of its own (about 15 minutes)
  npm run bench -- --only orders,cart   some cases: ${CASES.join(', ')}
  npm run bench -- search               one case; this one first puts 51,000 products on sale
  npm run bench -- --save               everything, search too, and write docs/performance.md

  --seconds N      measured time of a run (15)
  --warmup N       time before it (5)
  --runs N         runs of a case, of which the median counts (3)
  --products N     products that search is measured on (51000)
  --data DIR       keep the platform's data here, and find it here the next time
  --profile DIR    write a processor profile of the platform there
  --url URL        measure a platform that runs already; then, for what its processes cost and its books say:
  --admin-url URL  its PostgreSQL
  --prefix NAME    what its databases' names begin with (rialto)
  --pid N          its process
`

export function readOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const named = [...positionals, ...(values.only?.split(',') ?? [])]
  const unnamed = CASES.filter((name) => values.save || !LONG.includes(name))
  const only = named.length > 0 ? named : unnamed
  const stranger = only.find((name) => !CASES.some((known) => known === name))
  if (stranger !== undefined) throw new UsageError(`There is no case ${stranger}: take ${CASES.join(', ')}.`)
  if (values.save && named.length > 0)
    throw new UsageError('--save writes the whole document: it goes without --only.')
  if (values.url !== undefined && new URL(values.url).hostname !== '127.0.0.1') {
    throw new UsageError('The bench talks to 127.0.0.1 only.')
  }
  return {
    seconds: positive('--seconds', values.seconds),
    warmup: positive('--warmup', values.warmup),
    runs: Math.ceil(positive('--runs', values.runs)),
    only: new Set(only as CaseName[]),
    save: values.save,
    products: Math.ceil(positive('--products', values.products)),
    data: values.data,
    url: values.url,
    adminUrl: values['admin-url'],
    prefix: values.prefix,
    pid: values.pid === undefined ? undefined : positive('--pid', values.pid),
    profile: values.profile,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '15' },
        warmup: { type: 'string', default: '5' },
        runs: { type: 'string', default: '3' },
        only: { type: 'string' },
        save: { type: 'boolean', default: false },
        products: { type: 'string', default: '51000' },
        data: { type: 'string' },
        url: { type: 'string' },
        'admin-url': { type: 'string' },
        prefix: { type: 'string', default: 'rialto' },
        pid: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function positive(flag: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new UsageError(`${flag} needs a number above zero, not ${text}.`)
  return value
}
