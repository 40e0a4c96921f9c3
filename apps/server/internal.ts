/** The door of a process that holds some of the services: for other processes, and for health checks. */
import { openApp, type App } from '@rialto/kernel/server/app'
import { mountInternal } from '@rialto/kernel/server/internal'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from './platform.ts'
import { doorCredential } from './secret.ts'

export function openInternal(
  platform: Platform,
  credential: string,
  { clock, ids }: Ports,
  log: Logger,
): App {
  const app = openApp({ clock, ids, log })
  for (const { contract, endpoints, inbox, desk } of platform.hosts.values()) {
    mountInternal(app, contract, endpoints, doorCredential(credential), inbox)
    if (desk) mountInternal(app, desk.contract, desk.endpoints, doorCredential(credential))
  }
  app.get('/health/live', () => ({ status: 'ok' }))
  const ready = async (_request: FastifyRequest, reply: FastifyReply) => {
    const looks = [...platform.hosts].map(async ([name, host]) => {
      const isWell = await host.ready().then(
        () => true,
        () => false,
      )
      return [name, { status: isWell ? 'ok' : 'down' }] as const
    })
    const services = Object.fromEntries(await Promise.all(looks))
    const isWell = Object.values(services).every(({ status }) => status === 'ok')
    return reply
      .code(isWell ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isWell ? 'ok' : 'down', services })
  }
  app.get('/health', ready)
  app.get('/health/ready', ready)
  return app
}
