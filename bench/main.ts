/** `npm run bench`: measures the platform on this machine and prints every figure beside its bar. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureEverything } from './bench.ts'
import { readOptions, USAGE, UsageError } from './options.ts'

const MISUSED = 2
const INTERRUPTED = 130

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(USAGE)
  else process.exitCode = await withFolder((folder) => measureEverything(options, folder, progress))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof UsageError ? MISUSED : 1
}

/** A folder for what only this run needs. */
async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('SIGINT', () => {
    remove()
    process.exit(INTERRUPTED)
  })
  try {
    return await work(folder)
  } finally {
    remove()
  }
}

function progress(line: string): void {
  process.stdout.write(`${line}\n`)
}
