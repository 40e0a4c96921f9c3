/** The settings that a person keeps in `.env`, in the root of the checkout; what is set already wins over them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { NODE_24, ROOT } from './paths.mjs'

const FILE = join(ROOT, '.env')

/** Call it when the dependencies are there: an older Node has to ask the one that is brought along. */
export function loadEnvFile() {
  if (!existsSync(FILE)) return
  if (process.loadEnvFile !== undefined) return process.loadEnvFile(FILE)
  const { stdout } = spawnSync(
    NODE_24,
    ['-p', 'process.loadEnvFile(process.argv[1]), JSON.stringify(process.env)', FILE],
    { encoding: 'utf8' },
  )
  Object.assign(process.env, JSON.parse(stdout))
}
