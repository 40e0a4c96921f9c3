/** `rialto migrate`, `seed`, `reset`: the databases of the platform on this machine. */
import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import type { Config } from '@rialto/server/config'
import { findRunning } from '@rialto/server/running'
import type { Command, Context } from '../arguments.ts'
import { columns, confirm, DRY_RUN, isDryRun, show, YES } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { DATA, dataDirOf, INSTALLATION, localConfig, locally } from '../local.ts'
import { serviceNamed } from '../service-names.ts'
import { openSteps } from '../steps.ts'

const SERVICES = join(INSTALLATION, 'services')

export const migrate: Command = {
  name: 'migrate',
  about: 'bring the databases to the version of this release, all or those of one service',
  examples: ['rialto migrate', 'rialto migrate order', 'rialto migrate --dry-run'],
  words: [{ name: 'SERVICE', about: 'only the database of this one', optional: true }],
  flags: { ...DATA, ...DRY_RUN },
  run: async (context) => {
    const config = localConfig(context)
    const { pendingMigrations, withBench } = await import('@rialto/server/workbench')
    const { bringSchemas } = await import('@rialto/server/schema')
    const [wanted] = context.words
    const pending = await locally(() =>
      withBench(config, systemPorts, async (bench) => {
        const only = wanted === undefined ? undefined : serviceNamed(wanted, [...bench.schemas.keys()])
        const isWanted = ([name]: readonly [string, unknown]) => only === undefined || name === only
        const found = new Map([...(await pendingMigrations(bench, config.databasePrefix))].filter(isWanted))
        const schemas = new Map([...bench.schemas].filter(isWanted))
        if (!isDryRun(context))
          await bringSchemas(bench.adminUrl, schemas, bench.secret, config.databasePrefix)
        return found
      }),
    )
    const rows = [...pending].flatMap(([name, files]) => files.map((file) => [name, file] as const))
    const head = isDryRun(context) ? 'Would run' : 'Ran'
    show(context, { dryRun: isDryRun(context), migrations: Object.fromEntries(pending) }, () =>
      rows.length === 0 ? 'Everything is at its version.\n' : `${head} ${rows.length}:\n${columns(rows)}`,
    )
  },
}

export const seed: Command = {
  name: 'seed',
  about: 'put the demo accounts, products and orders where they are missing; what is there stays as it is',
  examples: ['rialto seed', 'rialto seed catalog', 'rialto seed --dry-run'],
  words: [{ name: 'SERVICE', about: 'only what this one keeps: identity, catalog or order', optional: true }],
  flags: { ...DATA, ...DRY_RUN },
  run: async (context) => {
    const config = seedConfig(context)
    if (config.profile === 'production')
      throw new Failure(
        EXIT.usage,
        'Demo accounts have well-known passwords: production takes none.',
        'Carry products in with: rialto products import FILE',
      )
    const { DEMO_PARTS, DEMO_STEPS, seedPart } = await import('@rialto/server/demo/parts')
    const [wanted] = context.words
    const name = wanted === undefined ? 'order' : serviceNamed(wanted, readdirSync(SERVICES))
    const part = DEMO_PARTS.find((each) => each === name)
    if (part === undefined)
      throw new Failure(
        EXIT.usage,
        `${name} keeps nothing that the demo would begin with.`,
        `There are: ${DEMO_PARTS.join(', ')}; without a name, all of it.`,
      )
    const what = { identity: 'accounts', catalog: 'products', order: wholeDemo(config) }[part]
    if (isDryRun(context))
      return show(context, { dryRun: true, part }, () => `Would make the demo ${what} that are missing.\n`)
    const { withPlatform } = await import('@rialto/server/workbench')
    const log = openLog('silent')
    const steps = openSteps(context, ['database', ...DEMO_STEPS[part]])
    steps.tell('database')
    try {
      await locally(() =>
        withPlatform(config, systemPorts, undefined, (platform, { secret, databases }) =>
          seedPart(part, {
            config,
            platform,
            ports: systemPorts,
            log,
            secret,
            databases,
            tell: (step, detail) => steps.tell(step, detail),
          }),
        ),
      )
      steps.done()
    } catch (error) {
      steps.failed()
      throw error
    }
    show(context, { seeded: part }, () => `The demo ${what} are there.\n`)
  },
}

/** Orders need people and goods, and the small shop has none. */
function wholeDemo({ demoShop }: Config): string {
  return demoShop === 'full' ? 'accounts, products and orders' : 'accounts and products'
}

/** Who types this gets the shop that `npm start` would give. */
function seedConfig(context: Context): Config {
  const env = { RIALTO_DEMO: 'full', ...context.terminal.env }
  return localConfig({ ...context, terminal: { ...context.terminal, env } })
}

export const reset: Command = {
  name: 'reset',
  about: 'remove all data of the platform on this machine: databases, pictures; the secret stays',
  examples: ['rialto reset', 'rialto reset --yes', 'rialto reset --dry-run'],
  flags: { ...DATA, ...YES, ...DRY_RUN },
  run: async (context) => {
    const config = localConfig(context)
    const dataDir = dataDirOf(context)
    const where =
      config.databaseUrl === undefined
        ? dataDir
        : `${dataDir} and the databases ${config.databasePrefix}_* of your PostgreSQL`
    if (isDryRun(context)) return show(context, { dryRun: true, where }, () => `Would empty ${where}.\n`)
    const [running] = findRunning(dataDir)
    if (running)
      throw new Failure(EXIT.failure, `It runs (process ${running.pid}).`, 'Stop it first: rialto stop')
    await confirm(context, basename(dataDir), `All orders, accounts and products in ${where} will be gone.`)
    const { wipeCluster } = await import('@rialto/server/cluster')
    await locally(() => wipeCluster(config))
    rmSync(join(dataDir, 'media'), { recursive: true, force: true })
    show(context, { emptied: where }, () => `${where} is empty. The next start begins anew.\n`)
  },
}
