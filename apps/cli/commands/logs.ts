/** `rialto logs`: what the platform on this machine wrote down, of all services or of one. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Context } from '../arguments.ts'
import { numberOf } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { DATA, dataDirOf } from '../local.ts'
import { serviceNamed } from '../service-names.ts'
import { printable, type Paint } from '../terminal.ts'

type Entry = {
  readonly level?: number
  readonly time?: string
  readonly service?: string
  readonly route?: string
  readonly method?: string
  readonly status?: number
  readonly ms?: number
  readonly msg?: string
  readonly requestId?: string
  readonly err?: { readonly message?: string }
}

const LINES_DEFAULT = 100
const LINES_MAX = 100_000
/** What is looked through for the last lines. */
const TAIL_BYTES_MAX = 64_000_000
const LOOK_EVERY_MS = 250
const WARN_LEVEL = 40

export const logs: Command = {
  name: 'logs',
  about: 'the log of the platform on this machine, of all services or of one',
  examples: ['rialto logs', 'rialto logs -f', 'rialto logs order -f', 'rialto logs --lines 1000 --json'],
  words: [{ name: 'SERVICE', about: 'only what concerns this one: order, or order-service', optional: true }],
  flags: {
    follow: { type: 'boolean', short: 'f', about: 'go on with what is written; Ctrl-C ends it' },
    lines: { type: 'string', short: 'n', value: 'N', about: `begin with so many (${LINES_DEFAULT})` },
    ...DATA,
  },
  run: async (context) => {
    const lines = numberOf(context, 'lines', { fallback: LINES_DEFAULT, min: 0, max: LINES_MAX })
    const concerns = await filterOf(context)
    const file = join(dataDirOf(context), 'log', 'server.log')
    if (!existsSync(file))
      throw new Failure(
        EXIT.notFound,
        `There is no log at ${file}.`,
        'Has it ever been started? rialto start',
      )
    let at = statSync(file).size
    const tail = readFrom(file, Math.max(0, at - TAIL_BYTES_MAX), at)
    const shown = tail.split('\n').filter((line) => line !== '' && concerns(line))
    if (lines > 0) for (const line of shown.slice(-lines)) tell(context, line)
    let rest = ''
    while (context.flags['follow'] === true) {
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      // Shorter than before: somebody began it anew.
      if (size < at) at = 0
      const whole = (rest + readFrom(file, at, size)).split('\n')
      rest = whole.pop() ?? ''
      at = size
      for (const line of whole) if (line !== '' && concerns(line)) tell(context, line)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  },
}

/** A line concerns a service that wrote it, or whose route it tells of. */
async function filterOf({ words: [wanted] }: Context): Promise<(line: string) => boolean> {
  if (wanted === undefined) return () => true
  const { platformSources } = await import('@rialto/server/documents/sources')
  const { contracts } = platformSources()
  const name = serviceNamed(
    wanted,
    contracts.map((contract) => contract.name),
  )
  const routes = contracts.find((contract) => contract.name === name)?.routes ?? {}
  const paths = new Set(Object.values(routes).map(({ path }) => path))
  return (line) => {
    const { service, route = '' } = parse(line)
    return service === name || paths.has(route) || route.startsWith(`/internal/${name}/`)
  }
}

function tell({ terminal, flags, paint }: Context, line: string): void {
  terminal.out(flags['json'] === true ? `${line}\n` : `${worded(parse(line), line, paint)}\n`)
}

function worded(entry: Entry, line: string, paint: Paint): string {
  const { time, level = 0, service = '', route, method, status, ms, msg, err, requestId } = entry
  if (time === undefined) return printable(line)
  const what =
    route === undefined
      ? `${service} ${msg ?? ''}${err?.message === undefined ? '' : `: ${err.message}`}`
      : `${method} ${route} ${status} ${paint.quiet(`${Math.round(ms ?? 0)} ms ${requestId ?? ''}`)}`
  return `${paint.quiet(time)} ${level >= WARN_LEVEL ? paint.bad(printable(what)) : what}`
}

function parse(line: string): Entry {
  try {
    return JSON.parse(line) as Entry
  } catch {
    // What is no line of ours is shown as it is.
    return {}
  }
}

function readFrom(file: string, from: number, to: number): string {
  if (to <= from) return ''
  const bytes = Buffer.alloc(to - from)
  const opened = openSync(file, 'r')
  try {
    return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, from)).toString('utf8')
  } finally {
    closeSync(opened)
  }
}
