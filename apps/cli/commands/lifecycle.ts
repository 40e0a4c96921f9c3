/** `rialto start`, `stop`, `restart`: the platform on this machine, before one's eyes or behind one's back. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findRunning, isOurs, type Running } from '@rialto/server/running'
import type { Command, Context, Flag } from '../arguments.ts'
import { DRY_RUN, isDryRun, show, textOf } from '../asking.ts'
import { EXIT, Failure, type ExitCode } from '../failure.ts'
import { DATA, dataDirOf, INSTALLATION } from '../local.ts'
import { printable } from '../terminal.ts'

/** The first start installs a few hundred megabytes. */
const START_MS_MAX = 10 * 60_000
/** Longer than the platform takes to finish what runs. */
const STOP_MS_MAX = 40_000
const LOOK_EVERY_MS = 50
const SIGNALLED = 128
const LAST_WORDS_CHARACTERS = 2_000

const START_FLAGS: Readonly<Record<string, Flag>> = {
  port: { type: 'string', value: 'N', about: 'the port of the shop and its API' },
  ...DATA,
  'no-demo': { type: 'boolean', about: 'an empty shop, without demo accounts and products' },
  'no-shop': { type: 'boolean', about: 'only the API, without the pages of shop and admin' },
  'seed-ports': { type: 'boolean', about: 'listen on the ports of the documented examples, too' },
}

export const start: Command = {
  name: 'start',
  about: 'start the whole platform on this machine, with its database',
  examples: ['rialto start', 'rialto start --detach', 'rialto start --detach --port 9000'],
  flags: {
    detach: { type: 'boolean', short: 'd', about: 'in the background: answer when it is ready' },
    ...START_FLAGS,
  },
  run: async (context) => {
    const flags = passedOn(context)
    if (context.flags['detach'] !== true) return inFront(context, flags)
    const dataDir = dataDirOf(context)
    const [already] = whole(dataDir)
    const running = already ?? (await behind(context, dataDir, flags))
    show(context, { already: already !== undefined, ...running }, () => told(running, already !== undefined))
  },
}

export const stop: Command = {
  name: 'stop',
  about: 'end the platform on this machine; what runs is finished first, nothing confirmed is lost',
  examples: ['rialto stop', 'rialto stop --dry-run'],
  flags: { ...DATA, ...DRY_RUN },
  run: async (context) => {
    const running = findRunning(dataDirOf(context))
    const pids = running.map(({ pid }) => pid)
    if (isDryRun(context))
      return show(context, { dryRun: true, pids }, () => `Would end ${pids.join(', ') || 'nothing'}.\n`)
    await endAll(running)
    show(context, { stopped: pids }, () =>
      pids.length === 0 ? 'Nothing runs here.\n' : `Stopped (process ${pids.join(', ')}).\n`,
    )
  },
}

export const restart: Command = {
  name: 'restart',
  about: 'stop, and start in the background with the flags of before',
  examples: ['rialto restart'],
  flags: { ...DATA, ...DRY_RUN },
  run: async (context) => {
    const dataDir = dataDirOf(context)
    const running = findRunning(dataDir)
    const [before] = running.filter(({ services }) => services === null)
    const flags = before?.flags.filter((flag) => flag !== '--reset') ?? passedOn(context)
    if (isDryRun(context))
      return show(
        context,
        { dryRun: true, pids: running.map(({ pid }) => pid), flags },
        () => `Would end ${running.length} processes and start: npm start -- ${flags.join(' ')}\n`,
      )
    await endAll(running)
    const anew = await behind(context, dataDir, flags)
    show(context, anew, () => told(anew, false))
  },
}

function passedOn(context: Context): string[] {
  return Object.entries(START_FLAGS).flatMap(([name, { type }]) => {
    if (name === 'data') return textOf(context, 'data') ? ['--data', dataDirOf(context)] : []
    const text = textOf(context, name)
    if (type === 'string') return text === undefined ? [] : [`--${name}`, text]
    return context.flags[name] === true ? [`--${name}`] : []
  })
}

async function inFront({ terminal }: Context, flags: readonly string[]): Promise<void> {
  const child = launch(terminal.env, flags, 'inherit')
  // A terminal's Ctrl-C reaches the launcher by itself; its end is ours.
  const ignore = () => {}
  process.on('SIGINT', ignore)
  const forward = () => child.kill('SIGTERM')
  process.on('SIGTERM', forward)
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 0)))
  process.off('SIGINT', ignore)
  process.off('SIGTERM', forward)
  if (code !== 0 && code < SIGNALLED) throw new Failure(exitOf(code), 'The platform did not start.')
}

async function behind({ terminal }: Context, dataDir: string, flags: readonly string[]): Promise<Running> {
  mkdirSync(join(dataDir, 'log'), { recursive: true })
  const file = join(dataDir, 'log', 'start.log')
  const log = openSync(file, 'a')
  const from = statSync(file).size
  const child = launch(terminal.env, flags, ['ignore', log, log])
  closeSync(log)
  let ended = false
  child.once('exit', () => (ended = true))
  child.unref()
  const until = performance.now() + START_MS_MAX
  while (!ended && performance.now() < until) {
    const [running] = whole(dataDir)
    if (running) return running
    await pause()
  }
  const words = readFileSync(file, 'utf8').slice(from).slice(-LAST_WORDS_CHARACTERS).trim()
  terminal.err(printable(`${words}\n`))
  throw new Failure(
    exitOf(child.exitCode),
    'The platform did not start.',
    `Its words are above, and in ${file}.`,
  )
}

/** Of flags that cannot be, the launcher has said what is wrong. */
function exitOf(code: number | null): ExitCode {
  return code === EXIT.usage ? EXIT.usage : EXIT.failure
}

function launch(
  env: Context['terminal']['env'],
  flags: readonly string[],
  stdio: 'inherit' | ['ignore', number, number],
): ChildProcess {
  return spawn(process.execPath, [join(INSTALLATION, 'tools/launcher/start.mjs'), ...flags], {
    cwd: INSTALLATION,
    env: { ...env },
    stdio,
    detached: stdio !== 'inherit',
  })
}

async function endAll(running: readonly Running[]): Promise<void> {
  for (const { pid } of running) process.kill(pid, 'SIGTERM')
  const until = performance.now() + STOP_MS_MAX
  while (running.some(({ pid }) => isOurs(pid))) {
    if (performance.now() > until) {
      const left = running.filter(({ pid }) => isOurs(pid)).map(({ pid }) => pid)
      throw new Failure(
        EXIT.failure,
        `Process ${left.join(', ')} does not end.`,
        `kill -9 ${left.join(' ')} ends it; nothing confirmed is lost by that either.`,
      )
    }
    await pause()
  }
}

/** Those with everything in one process. */
function whole(dataDir: string): Running[] {
  return findRunning(dataDir).filter(({ services }) => services === null)
}

function told({ pid, origins }: Running, already: boolean): string {
  const { gateway = '' } = origins
  return `${already ? 'It runs already' : 'Rialto is ready'}: ${gateway} (process ${pid}). rialto stop ends it, rialto logs -f follows it.\n`
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
}
