/**
 * `node tests/verify/main.ts --admin-url postgres://…`: does a platform keep what it promises? Judged from its
 * databases and its public face alone, by a program that shares no line with it. Exit code 0: every invariant that
 * could be judged holds; 1: one is broken; 2: it could not be found out.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { breachesOf, type Acknowledged } from './invariant.ts'
import { judge } from './judge.ts'
import { asJson, asText } from './print.ts'

const USAGE = `Judges a platform by the invariants that it promises.

  --admin-url URL       a PostgreSQL account that may read the platform's databases
  --prefix NAME         what the databases' names begin with (rialto)
  --url URL             the platform's address, to ask it what everybody can see
  --acknowledged FILE   orders that clients were told of: an id a line, and after a tab the status told
  --instant             only what holds at every instant, while the platform works
  --quiet-for SECONDS   first wait until nothing has been written for so long
  --quiet-within SECONDS  give up waiting after that
  --grace SECONDS       how long something may be under way before it counts as stuck (60)
  --json                for programs
`

const BROKEN = 1
const NOT_FOUND_OUT = 2
const GRACE_SECONDS = '60'

try {
  process.exitCode = await run()
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${cause}\n`)
  process.exitCode = NOT_FOUND_OUT
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'admin-url': { type: 'string' },
      prefix: { type: 'string', default: 'rialto' },
      url: { type: 'string' },
      acknowledged: { type: 'string' },
      instant: { type: 'boolean', default: false },
      'quiet-for': { type: 'string', default: '0' },
      'quiet-within': { type: 'string' },
      grace: { type: 'string', default: GRACE_SECONDS },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(USAGE, 0)
  const adminUrl = values['admin-url']
  if (adminUrl === undefined) return say(USAGE, NOT_FOUND_OUT)
  const verdicts = await judge({
    adminUrl,
    prefix: values.prefix,
    url: values.url,
    acknowledged: values.acknowledged === undefined ? [] : readAcknowledged(values.acknowledged),
    instantOnly: values.instant,
    graceSeconds: seconds(values.grace),
    quietSeconds: seconds(values['quiet-for']),
    ...(values['quiet-within'] === undefined ? {} : { quietWithinSeconds: seconds(values['quiet-within']) }),
  })
  const holds = verdicts.every((verdict) => breachesOf(verdict) === 0)
  return say(values.json ? `${asJson(verdicts)}\n` : asText(verdicts), holds ? 0 : BROKEN)
}

function say(text: string, code: number): number {
  process.stdout.write(text)
  return code
}

function seconds(text: string): number {
  const value = Number(text)
  if (!(value >= 0)) throw new Error(`${text} is not a number of seconds`)
  return value
}

function readAcknowledged(file: string): Acknowledged[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [orderId, status] = line.split('\t')
      return { orderId: orderId as string, status }
    })
}
