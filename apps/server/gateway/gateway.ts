/** The one door: every public route of every contract, and nothing else. */
import { mount, refuseOtherMethods } from '@rialto/kernel/server/mount'
import { openApp, type App } from '@rialto/kernel/server/app'
import type { Caller } from '@rialto/kernel/contract/contract'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Platform } from '../platform.ts'

export type GatewayNeeds = Ports & {
  readonly platform: Platform
  readonly log: Logger
  readonly identify: (request: FastifyRequest) => Caller | Promise<Caller>
}

export function openGateway({ platform, log, clock, ids, identify }: GatewayNeeds): App {
  const app = openApp({ clock, ids, log })
  for (const contract of platform.contracts) {
    mount(app, contract, platform.endpointsOf(contract.name), { now: () => clock.now(), identify })
  }
  refuseOtherMethods(app, platform.contracts)
  return app
}
