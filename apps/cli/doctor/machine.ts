/** The machine: its Node, its disk, its ports, its backups. */
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fail, ok, warn, type Check } from './check.ts'

const NODE_MAJOR = 24
const FREE_BYTES_FAIL = 500_000_000
const FREE_BYTES_WARN = 5_000_000_000
const GIGABYTE = 1_000_000_000
const DAY_MS = 24 * 60 * 60_000

export const nodeVersion: Check = () => {
  const major = Number(process.versions.node.split('.')[0])
  const about = `Node ${process.versions.node}`
  return [
    major >= NODE_MAJOR
      ? ok('node', about)
      : fail('node', `${about} is too old.`, 'npm install brings the right one.'),
  ]
}

export const diskSpace: Check = ({ dataDir }) => {
  let folder = dataDir
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const about = `${(free / GIGABYTE).toFixed(1)} GB are free where ${dataDir} lies.`
  if (free < FREE_BYTES_FAIL) return [fail('disk', about, 'Free some space: a full disk stops every order.')]
  return [free < FREE_BYTES_WARN ? warn('disk', about, 'Free some space soon.') : ok('disk', about)]
}

export const portIsFree: Check = async ({ config, running, url }) => {
  if (running.length > 0 || url !== undefined || !config)
    return running.length > 0
      ? [ok('port', `It runs (process ${running.map(({ pid }) => pid).join(', ')}).`)]
      : []
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(config.port, config.host, () => probe.close(() => resolve(true)))
  })
  return [
    isFree
      ? ok('port', `Port ${config.port} is free.`)
      : fail('port', `Port ${config.port} is taken by another program.`, 'Take another one: --port N'),
  ]
}

export const backupAge: Check = ({ dataDir, config, isProduction, env }) => {
  if (!isProduction) return []
  if (config?.databaseUrl !== undefined)
    return [
      warn(
        'backup',
        'The PostgreSQL is your own, and its backups cannot be seen from here.',
        'See that it is archived (pgBackRest, WAL archiving), and restore one as an exercise.',
      ),
    ]
  const folder = env['RIALTO_BACKUPS'] ?? join(dataDir, 'backup')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tar')) : []
  const newest = Math.max(0, ...files.map((name) => statSync(join(folder, name)).mtimeMs))
  if (newest === 0)
    return [fail('backup', `There is no backup in ${folder}.`, 'Make one, and one each night: rialto backup')]
  const days = (Date.now() - newest) / DAY_MS
  const about = `The newest backup is ${days < 1 ? 'less than a day' : `${Math.floor(days)} days`} old.`
  return [days < 1.5 ? ok('backup', about) : fail('backup', about, 'Make one each night: rialto backup')]
}
