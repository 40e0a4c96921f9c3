/** The program: reads its settings, starts the platform, says when it is ready, and stops on a signal. */
import { DatabaseFailure } from '@rialto/adapter-postgres/embedded'
import { systemPorts } from '@rialto/kernel/ports/system'
import { ConfigError, readConfig } from './config.ts'
import { announce } from './running.ts'
import { startServer, type Report, type Server } from './server.ts'
import { welcome } from './welcome.ts'

/** Longer than the longest request may take. */
const DRAIN_MS_MAX = 30_000

/** To the launcher where there is one, else one line on stderr. */
function tell(message: Record<string, unknown>): void {
  if (process.send) process.send(message)
  else if (message['type'] !== 'ready') process.stderr.write(`${JSON.stringify(message)}\n`)
}

const report: Report = (name, state, detail) =>
  tell({ type: 'step', name, state, ...(detail ? { detail } : {}) })

function explain(error: unknown): { cause: string; remedy: string } {
  if (error instanceof ConfigError) return { cause: error.message, remedy: error.remedy }
  if (error instanceof DatabaseFailure) return { cause: error.message, remedy: error.remedy }
  const { stack, message } = error as Error
  return {
    cause: stack ?? message,
    remedy: 'The log in the data folder may tell more. npm start -- --reset begins anew.',
  }
}

async function main(): Promise<void> {
  let starting: Promise<Server> | undefined
  let forget = () => {}
  const ending = new AbortController()
  const stop = async (signal: string) => {
    if (ending.signal.aborted) return
    ending.abort()
    setTimeout(() => process.exit(1), DRAIN_MS_MAX).unref()
    // A start that is under way ends at its next step, and takes down what it has brought up.
    const server = await starting?.catch(() => undefined)
    await server?.stop()
    forget()
    process.exit(signal === 'SIGINT' ? 130 : 0)
  }
  process.on('SIGINT', () => void stop('SIGINT'))
  process.on('SIGTERM', () => void stop('SIGTERM'))
  // The launcher is gone: nobody would ever stop us.
  process.on('disconnect', () => void stop('SIGTERM'))

  try {
    const config = readConfig(process.argv.slice(2), process.env)
    starting = startServer(config, systemPorts, report, { signal: ending.signal })
    const server = await starting
    if (ending.signal.aborted) return
    const lines = welcome(config, server.origins, server.doors.missing)
    forget = announce(config.dataDir, {
      pid: process.pid,
      startedAt: new Date().toISOString(),
      services: config.services ?? null,
      origins: server.origins,
      flags: process.argv.slice(2),
    })
    tell({ type: 'ready', lines, origins: server.origins, adminUrl: server.adminUrl, pid: process.pid })
    if (!process.send) process.stdout.write(`${lines.join('\n')}\n`)
  } catch (error) {
    if (ending.signal.aborted) return
    tell({ type: 'failed', ...explain(error) })
    process.exit(1)
  }
}

await main()
