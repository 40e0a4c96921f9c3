/** Which build of the pages runs: its name changes with what they are made of. Undefined before the first one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function readBuild(): string | undefined {
  try {
    return readFileSync(join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').trim()
  } catch {
    return undefined
  }
}
