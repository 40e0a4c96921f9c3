/** The platform itself: its databases, its accounts, its events, its answers. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { ConfigError } from '@rialto/server/config'
import { clusterState, countDemoAccounts, countParked } from '@rialto/server/store'
import { pendingMigrations, withBench } from '@rialto/server/workbench'
import { openApi } from '../api.ts'
import { Failure } from '../failure.ts'
import { fail, grave, ok, warn, type Check, type Finding } from './check.ts'

const CLOCK_SECONDS_MAX = 2

export const databases: Check = async (patient) => {
  const { config, dataDir } = patient
  if (!config) return []
  if (config.databaseUrl === undefined && !existsSync(join(dataDir, 'postgres')))
    return [warn('database', `There is none yet in ${dataDir}.`, 'The first start makes it: npm start')]
  try {
    return await withBench(config, systemPorts, async (bench) => {
      const prefix = config.databasePrefix
      const state = await clusterState(bench.adminUrl)
      const pending = await pendingMigrations(bench, prefix)
      const names = [...bench.schemas.keys()]
      const parked = await Promise.all(names.map((name) => countParked(bench.adminUrl, `${prefix}_${name}`)))
      const demo = await countDemoAccounts(bench.adminUrl, `${prefix}_identity`)
      return [
        ...clusterFindings(state),
        pendingFinding(pending),
        parkedFinding(parked.reduce((sum, count) => sum + count, 0)),
        demo === 0
          ? ok('demo accounts', 'There are none.')
          : (patient.isProduction ? fail : ok)(
              'demo accounts',
              `${demo} accounts have passwords that everybody knows.`,
              'Begin production on databases of its own.',
            ),
      ]
    })
  } catch (error) {
    if (error instanceof ConfigError) return [fail('database', error.message, error.remedy)]
    return [
      fail(
        'database',
        `It cannot be looked at: ${(error as Error).message}`,
        'Look at DATABASE_URL, or at the log in the data folder.',
      ),
    ]
  }
}

function clusterFindings(state: Awaited<ReturnType<typeof clusterState>>): Finding[] {
  const { version, fsync, fullPageWrites, synchronousCommit, clockAheadSeconds } = state
  const isDurable = fsync === 'on' && fullPageWrites === 'on' && synchronousCommit !== 'off'
  return [
    ok('database', `PostgreSQL ${version}`),
    isDurable
      ? ok('durability', 'What is confirmed is on the disk (fsync, full_page_writes, synchronous_commit).')
      : fail(
          'durability',
          `fsync is ${fsync}, full_page_writes ${fullPageWrites}, synchronous_commit ${synchronousCommit}: a power cut loses orders.`,
          'Set all of them to on.',
        ),
    clockAheadSeconds <= CLOCK_SECONDS_MAX
      ? ok('clock', 'Ours and the database’s agree.')
      : fail(
          'clock',
          `Ours and the database’s differ by ${clockAheadSeconds.toFixed(0)} s.`,
          'Let NTP set both.',
        ),
  ]
}

function pendingFinding(pending: ReadonlyMap<string, readonly string[]>): Finding {
  const count = [...pending.values()].reduce((sum, files) => sum + files.length, 0)
  return count === 0
    ? ok('migrations', 'Every database is at its version.')
    : warn(
        'migrations',
        `${count} are still to run, on ${[...pending.keys()].join(', ')}.`,
        'The next start runs them; or now: rialto migrate',
      )
}

function parkedFinding(count: number): Finding {
  return count === 0
    ? ok('events', 'None is set aside.')
    : warn(
        'events',
        `${count} could not be taken in and are set aside.`,
        'rialto dlq list shows them and why.',
      )
}

export const answers: Check = async (patient) => {
  const { url, running, isProduction } = patient
  const origin = url ?? running[0]?.origins['gateway']
  if (origin === undefined)
    return isProduction
      ? [
          warn(
            'health',
            'It does not run on this data folder.',
            'Start it, or say where it is: --url https://your.shop',
          ),
        ]
      : []
  try {
    const api = openApi(origin)
    const { body, status } = await api.look<{ status?: string }>({ method: 'GET', path: '/health' })
    const demo = await api.look({
      method: 'POST',
      path: '/api/v1/auth/login',
      body: { identifier: 'admin@ecommerce.local', password: 'admin123' },
    })
    return [
      status === 200 && body.status === 'ok'
        ? ok('health', `${origin} is well.`)
        : fail(
            'health',
            `${origin} is ${body.status ?? `at ${status}`}.`,
            'rialto status says which service.',
          ),
      ...(demo.status === 200
        ? [
            grave(
              patient,
              'demo sign-in',
              'Anybody can sign in as its admin, with admin123.',
              'RIALTO_PROFILE=production',
            ),
          ]
        : [ok('demo sign-in', 'The well-known password opens nothing.')]),
    ]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [fail('health', error.message, 'Is it running? rialto start --detach')]
  }
}
