/** `rialto backup`, `restore`: everything that the platform on this machine knows, in one file and back. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { copyCluster, restoreCluster } from '@rialto/adapter-postgres/copy'
import { startEmbeddedPostgres, wipeEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'
import type { Command, Context } from '../arguments.ts'
import { DRY_RUN, isDryRun, show } from '../asking.ts'
import { createArchive, placeIn, unpack, type Archive, type Manifest } from '../backup/archive.ts'
import { EXIT, Failure } from '../failure.ts'
import { DATA, dataDirOf, localConfig, locally } from '../local.ts'
import { runVerify } from '../verify.ts'

const MEGABYTE = 1_000_000

export const backup: Command = {
  name: 'backup',
  about: 'all databases as they are at one moment, the pictures and the secret, in one file; orders go on',
  examples: ['rialto backup', 'rialto backup /backups/shop.tar', 'rialto backup --json'],
  words: [{ name: 'FILE', about: 'where to; else backup/<time>.tar in the data folder', optional: true }],
  flags: { ...DATA, ...DRY_RUN },
  run: async (context) => {
    const config = localConfig(context)
    if (config.databaseUrl !== undefined)
      throw new Failure(
        EXIT.usage,
        'DATABASE_URL names a PostgreSQL of your own, which is backed up by its own means.',
        'pg_basebackup or pg_dumpall --dbname="$DATABASE_URL"; and keep RIALTO_SECRET and the media folder beside it.',
      )
    const { dataDir } = config
    if (!existsSync(join(dataDir, 'postgres')))
      throw new Failure(EXIT.notFound, `There is no platform in ${dataDir}.`, 'Say where it is: --data DIR')
    const stamp = new Date().toISOString().replaceAll(':', '-').replace(/\..*$/, 'Z')
    const path = resolve(context.words[0] ?? join(dataDir, 'backup', `${stamp}.tar`))
    if (existsSync(path)) throw new Failure(EXIT.usage, `${path} is there already.`, 'Name another file.')
    if (isDryRun(context))
      return show(context, { dryRun: true, path }, () => `Would back up ${dataDir} to ${path}.\n`)
    const manifest = await locally(() => write(createArchive(path), dataDir, config.databasePrefix))
    const { files: _files, ...told } = manifest
    show(context, { path, size: statSync(path).size, ...told }, () => summary('Backed up to', path, manifest))
  },
}

async function write(archive: Archive, dataDir: string, prefix: string): Promise<Manifest> {
  try {
    const { version, databases } = await copyCluster(join(dataDir, 'postgres'), prefix, (copied) => {
      if (copied.kind === 'folder') return archive.folder(copied.name)
      if (copied.kind === 'text') return archive.text(copied.name, copied.text)
      return archive.file(copied.name, copied.path, copied.size)
    })
    for (const name of filesBelow(dataDir, 'media')) {
      const path = join(dataDir, name)
      await archive.file(name, path, statSync(path).size)
    }
    const secret = join(dataDir, 'secret')
    const hasSecret = existsSync(secret)
    if (hasSecret) await archive.file('secret', secret, statSync(secret).size)
    return await archive.close({
      madeAt: new Date().toISOString(),
      postgres: version,
      machine: `${process.platform}-${process.arch}`,
      node: process.versions.node,
      prefix,
      hasSecret,
      databases,
    })
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

export const restore: Command = {
  name: 'restore',
  about: 'a backup into an empty data folder, every checksum compared, and judged by `verify`',
  examples: ['rialto restore shop.tar --data /srv/rialto', 'rialto restore shop.tar --data new --dry-run'],
  words: [{ name: 'FILE', about: 'what `rialto backup` wrote' }],
  flags: {
    ...DATA,
    'no-verify': { type: 'boolean', about: 'do not judge what was restored' },
    ...DRY_RUN,
  },
  run: async (context) => {
    const path = resolve(context.words[0] ?? '')
    if (!existsSync(path)) throw new Failure(EXIT.notFound, `There is no ${path}.`)
    const dataDir = dataDirOf(context)
    refuseFull(dataDir)
    if (isDryRun(context))
      return show(context, { dryRun: true, path, dataDir }, () => `Would restore ${path} into ${dataDir}.\n`)
    const manifest = await locally(() => put(path, dataDir))
    const holds = context.flags['no-verify'] === true ? undefined : await judge(context, dataDir, manifest)
    const { files: _files, ...told } = manifest
    show(
      context,
      { path, dataDir, holds: holds ?? null, ...told },
      () =>
        `${summary('Restored from', path, manifest)}Start it with: npm start -- --data ${dataDir}\n${
          manifest.hasSecret ? '' : 'It needs the RIALTO_SECRET that it was made with.\n'
        }`,
    )
    if (holds === false) throw new Failure(EXIT.failure, 'What was restored breaks what it should keep.')
  },
}

async function put(path: string, dataDir: string): Promise<Manifest> {
  const restoring = restoreCluster(join(dataDir, 'postgres'))
  try {
    const manifest = await unpack(path, placeIn(dataDir, restoring.folder))
    const machine = `${process.platform}-${process.arch}`
    if (manifest.machine !== machine)
      throw new Failure(EXIT.failure, `It was made on ${manifest.machine}, and this is ${machine}.`)
    restoring.finish()
    return manifest
  } catch (error) {
    restoring.abandon()
    await wipeEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
    for (const name of ['media', 'secret']) rmSync(join(dataDir, name), { recursive: true, force: true })
    throw error
  }
}

/** What holds at every instant holds in a backup, too: it is the platform as it was at one. */
async function judge({ terminal }: Context, dataDir: string, { prefix }: Manifest): Promise<boolean> {
  const embedded = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  try {
    const { code, out, err } = await runVerify(['--admin-url', embedded.url, '--prefix', prefix, '--instant'])
    terminal.err(code === 0 ? 'Every invariant that holds at every instant holds.\n' : `${out}${err}`)
    return code === 0
  } finally {
    await embedded.stop()
  }
}

function refuseFull(dataDir: string): void {
  const there = existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name !== 'log') : []
  if (there.length === 0) return
  throw new Failure(
    EXIT.usage,
    `${dataDir} is not empty: it holds ${there.slice(0, 3).join(', ')}.`,
    'Restore into an empty folder: --data DIR',
  )
}

function filesBelow(root: string, folder: string): string[] {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(root, name) : entry.isFile() ? [name] : []
  })
}

function summary(words: string, path: string, { counts, databases, hasSecret }: Manifest): string {
  const size = `${Math.round(counts.bytes / MEGABYTE)} MB`
  return `${words} ${path}: ${databases.length} databases, ${counts.pictures} pictures, ${
    hasSecret ? 'the secret' : 'no secret'
  }; ${counts.files} files, ${size}.\n`
}
