/** The door of a process that holds some of the services: for other processes, and for health checks. */
import { openApp, type App } from '@rialto/kernel/server/app'
import { mountInternal } from '@rialto/kernel/server/internal'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Platform } from './platform.ts'

export function openInternal(
  platform: Platform,
  credential: string,
  { clock, ids }: Ports,
  log: Logger,
): App {
  const app = openApp({ clock, ids, log })
  for (const { contract, endpoints, inbox } of platform.hosts.values()) {
    mountInternal(app, contract, endpoints, credential, inbox)
  }
  app.get('/health/live', () => ({ status: 'ok' }))
  const ready = async () => {
    await Promise.all([...platform.hosts.values()].map((host) => host.ready()))
    return { status: 'ok', services: [...platform.hosts.keys()] }
  }
  app.get('/health', ready)
  app.get('/health/ready', ready)
  return app
}
