/** The flags of `npm start`. They are checked here, before anything takes time, and passed on as they are. */

/** @type {ReadonlyArray<{ name: string, value?: string, help: string }>} */
const FLAGS = [
  { name: '--reset', help: 'wipe all data first' },
  { name: '--no-demo', help: 'start with an empty shop' },
  { name: '--no-shop', help: 'only the API, without the pages of shop and admin' },
  { name: '--seed-ports', help: 'listen on the ports of the documented examples, too' },
  { name: '--port', value: 'N', help: 'the port of the gateway, and so of the API' },
  { name: '--data', value: 'DIR', help: 'keep the data in this folder (default: data)' },
  { name: '--help', help: 'show this' },
]

const PORT_MAX = 65_535
const TYPOS_MAX = 3

export class UsageError extends Error {}

/** What `--help` prints. */
export function usage() {
  const lines = FLAGS.map(
    ({ name, value, help }) => `  ${[name, value].filter(Boolean).join(' ').padEnd(14)}${help}`,
  )
  return [
    'Starts the whole platform on this machine, and its database with it.',
    '',
    '  npm start                        the demo shop',
    '  npm start -- --port 9000         on another port',
    '  npm start -- --reset --no-demo   from nothing, with nothing in it',
    '',
    ...lines,
    '',
  ].join('\n')
}

/**
 * @param {readonly string[]} args
 * @returns {{ help: boolean, demo: boolean, shop: boolean, data: string | undefined, passedOn: string[] }}
 */
export function parseFlags(args) {
  /** @type {Map<string, string>} */
  const given = new Map()
  for (let i = 0; i < args.length; i += 1) {
    const [name = '', attached] = (args[i] || '').split(/=(.*)/s)
    const flag = FLAGS.find((known) => known.name === name)
    if (flag === undefined) throw new UsageError(unknown(name))
    if (flag.value === undefined) {
      if (attached !== undefined) throw new UsageError(`${name} takes no value.`)
      given.set(name, '')
      continue
    }
    const value = attached === undefined ? args[(i += 1)] : attached
    if (value === undefined || value === '' || value.startsWith('--')) {
      throw new UsageError(`${name} needs a value: ${name} ${flag.value}`)
    }
    given.set(name, value)
  }
  const port = given.get('--port')
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= PORT_MAX)) {
    throw new UsageError(`--port needs a number from 1 to ${PORT_MAX}, not "${port}".`)
  }
  return {
    help: given.has('--help'),
    demo: !given.has('--no-demo'),
    shop: !given.has('--no-shop'),
    data: given.get('--data'),
    passedOn: [...given].flatMap(([name, value]) => (value === '' ? [name] : [name, value])),
  }
}

/**
 * npm keeps flags for itself unless `--` stands before them; a `--reset` that does nothing should not look like one.
 * @param {NodeJS.ProcessEnv} env
 */
export function refuseSwallowedFlags(env) {
  const swallowed = ['reset', 'seed_ports', 'port', 'data'].find(
    (name) => env[`npm_config_${name}`] !== undefined,
  )
  const without = ['demo', 'shop'].find((name) => env[`npm_config_${name}`] === '')
  if (swallowed === undefined && without === undefined) return
  const flag = without !== undefined ? `--no-${without}` : `--${String(swallowed).replace('_', '-')}`
  throw new UsageError(`npm kept ${flag} for itself. Put -- before it: npm start -- ${flag}`)
}

/** @param {string} name */
function unknown(name) {
  const [nearest] = FLAGS.map((flag) => ({ name: flag.name, typos: distance(name, flag.name) })).sort(
    (a, b) => a.typos - b.typos,
  )
  const hint = nearest !== undefined && nearest.typos <= TYPOS_MAX ? ` Did you mean ${nearest.name}?` : ''
  return `Unknown flag: ${name}.${hint}`
}

/**
 * Letters to add, drop or change to get from one word to the other (Levenshtein).
 * @param {string} from
 * @param {string} to
 */
function distance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const change = Number(row[j - 1]) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(change, Number(row[j]) + 1, Number(next[j - 1]) + 1))
    }
    row = next
  }
  return Number(row[to.length])
}
