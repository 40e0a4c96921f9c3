/** The installation on this machine: its settings, and what goes wrong with it in words. */
import { DatabaseFailure } from '@rialto/adapter-postgres/embedded'
import { ConfigError, readConfig, type Config } from '@rialto/server/config'
import { fileURLToPath } from 'node:url'
import type { Context, Flag } from './arguments.ts'
import { textOf } from './asking.ts'
import { EXIT, Failure } from './failure.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The folder that everything is installed in. */
export const INSTALLATION = fileURLToPath(new URL('../../', import.meta.url))

export const DATA: Readonly<Record<string, Flag>> = {
  data: { type: 'string', value: 'DIR', about: 'the data folder; else RIALTO_DATA, else data' },
}

/** The settings that the platform on this machine would start with. */
export function localConfig(context: Context): Config {
  const data = textOf(context, 'data')
  try {
    const config = readConfig(data === undefined ? [] : ['--data', data], context.terminal.env)
    return { ...config, dataDir: dataDirOf(context) }
  } catch (error) {
    throw told(error)
  }
}

/** The data folder alone, also where other settings are missing. */
export function dataDirOf(context: Context): string {
  return dataFolder(textOf(context, 'data'), context.terminal.env)
}

/** The data folder of this name, or that of the settings. A relative one lies in the installation. */
export function dataFolder(name: string | undefined, env: Environment): string {
  const named = name ?? env['RIALTO_DATA'] ?? 'data'
  return fileURLToPath(new URL(encodeURI(named), `file://${encodeURI(INSTALLATION)}`))
}

/** Runs what opens databases, and says what to do where they cannot be. */
export async function locally<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw told(error)
  }
}

function told(error: unknown): unknown {
  if (error instanceof ConfigError) return new Failure(EXIT.usage, error.message, error.remedy)
  if (error instanceof DatabaseFailure) return new Failure(EXIT.unreachable, error.message, error.remedy)
  const { code } = error as { code?: string }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return new Failure(EXIT.unreachable, 'The database cannot be reached.', 'Look at DATABASE_URL.')
  return error
}
