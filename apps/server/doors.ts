/** Where the platform listens: the gateway, the mail inbox, or the inner door of a process with some services. */
import type { App } from '@rialto/kernel/server/app'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import { ConfigError, hasGateway, type Config } from './config.ts'
import { openGateway } from './gateway/gateway.ts'
import { openInternal } from './internal.ts'
import type { Platform } from './platform.ts'

export type Doors = {
  /** Origins by name: `gateway`, `mail`, `internal`. */
  readonly origins: Readonly<Record<string, string>>
  close(): Promise<void>
}

export type DoorNeeds = {
  readonly config: Config
  readonly platform: Platform
  readonly ports: Ports
  readonly log: Logger
  readonly credential: string
}

export async function openDoors(needs: DoorNeeds): Promise<Doors> {
  const { config, platform, ports, log, credential } = needs
  const apps: App[] = []
  const origins: Record<string, string> = {}
  const open = async (name: string, app: App, port: number) => {
    apps.push(app)
    origins[name] = await listen(app, config.host, port)
  }
  if (hasGateway(config)) {
    await open('gateway', openGateway({ ...ports, platform, log, identify: () => ({ kind: 'anonymous', address: '127.0.0.1' }) }), config.port)
  }
  if (config.services !== undefined) {
    await open('internal', openInternal(platform, credential, ports, log), config.internalPort)
  }
  return {
    origins,
    close: async () => {
      await Promise.all(apps.map((app) => app.close()))
    },
  }
}

async function listen(app: App, host: string, port: number): Promise<string> {
  try {
    const address = await app.listen({ host, port })
    return address.replace('127.0.0.1', 'localhost')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${port} is taken by another program.`,
        `Stop it (lsof -i :${port} names it), or take another port: npm start -- --port ${port + 1}`,
      )
    }
    if (code === 'EACCES') {
      throw new ConfigError(`This user may not listen on port ${port}.`, 'Take a port above 1023: npm start -- --port 8000')
    }
    throw error
  }
}
