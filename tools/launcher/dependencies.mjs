/**
 * Installs what the platform is made of, once per lockfile. It is the only part that has to run before anything is
 * there, and it may be interrupted at any moment: the stamp is written last, and pnpm goes on where it stopped.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainInstall } from './install-failure.mjs'
import { Failure, interruption } from './failure.mjs'
import { NODE_24, ROOT, inModules } from './paths.mjs'
import { passOnSignals } from './run.mjs'

/** Here and not in package.json, whose `packageManager` makes pnpm look for itself on platforms the registry lacks. */
const PNPM = 'pnpm@12.21.0'

/** Versions are exact, so what is cached is right; and without a network a person waits 12 s for an answer, not 70. */
const NPM_SETTINGS = {
  npm_config_prefer_offline: 'true',
  npm_config_fetch_retry_mintimeout: '2000',
  npm_config_fetch_retry_maxtimeout: '10000',
}

const STAMP = inModules('.rialto-stamp')

/**
 * Makes node_modules fit the lockfile; quick when it does already.
 * @param {(detail: string) => void} report
 * @returns {Promise<'fresh' | 'installed'>}
 */
export async function ensureDependencies(report) {
  const stamp = wantedStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(NODE_24)) return 'fresh'

  assertWritable()
  report('installing (a few hundred MB the first time)')
  await install(report)
  if (!nodeRuns()) {
    // An earlier install may have been cut off just where pnpm takes the script of `node` for done.
    report('the Node that was installed does not run: installing again')
    rmSync(inModules(), { recursive: true, force: true })
    await install(report)
  }
  if (!nodeRuns()) {
    throw new Failure(
      `The Node 24 in ${NODE_24} does not run on this machine.`,
      'It needs a 64-bit Linux with glibc, or macOS. Remove node_modules and start again if it was copied from elsewhere.',
    )
  }
  writeFileSync(STAMP, stamp)
  return 'installed'
}

/** What was installed, from what, for which machine. */
function wantedStamp() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(ROOT, file)))
  const manifest = /** @type {{ devDependencies: { node: string } }} */ (
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  )
  return `${hash.digest('hex')} node ${manifest.devDependencies.node} ${process.platform}-${process.arch}\n`
}

function assertWritable() {
  try {
    accessSync(ROOT, constants.W_OK)
  } catch (error) {
    throw new Failure(
      `${ROOT} cannot be written to (${/** @type {NodeJS.ErrnoException} */ (error).code}).`,
      'Start as the user who owns it, or copy it to a folder of your own.',
    )
  }
}

function nodeRuns() {
  return spawnSync(NODE_24, ['--version'], { stdio: 'ignore' }).status === 0
}

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<void>}
 */
function install(report) {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--prefer-offline'], {
      cwd: ROOT,
      env: { ...NPM_SETTINGS, ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const interrupting = passOnSignals(child)
    let output = ''
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      const text = chunk.toString('utf8')
      output += text
      const progress = /Progress: (resolved[^\n]*)/.exec(text)
      if (progress !== null) report(progress[1] || '')
      else if (/node preinstall/.test(text)) report('fetching Node 24')
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', (error) => reject(explainInstall(`${error.message}\n${output}`)))
    // `close`, not `exit`: then the scripts that it started are gone as well, and the next start may begin.
    child.once('close', (code) => {
      if (interrupting.end()) reject(interruption())
      else if (code === 0) resolve()
      else reject(explainInstall(output))
    })
  })
}
