/**
 * How the platform is: of all services for people and monitors, and of this process for whoever restarts it or
 * sends it requests. Looked at once a second at most, so that asking costs the databases nothing.
 */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Clock, Timers } from '@rialto/kernel/ports/ports'
import { sendProblem, type App } from '@rialto/kernel/server/app'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'

const LOOK_TIMEOUT_MS = 2_000
const LOOK_KEPT_MS = 1_000

type ServiceHealth = { readonly status: 'ok' | 'down'; readonly latencyMs: number }
export type Health = {
  readonly status: 'ok' | 'degraded' | 'down'
  readonly services: Readonly<Record<string, ServiceHealth>>
}

export type HealthNeeds = {
  readonly clock: Clock
  readonly timers: Timers
  /** A look at each service, which rejects while that cannot do its work. */
  readonly looks: ReadonlyMap<string, () => Promise<void>>
  /** Whether this gateway can tell who is asking. */
  readonly isReady: () => boolean
  /** True from the moment that this process wants to stop. */
  readonly isDraining: () => boolean
  /** The services that the port of a connection stands for; undefined for the gateway itself. */
  readonly servicesAt?: ((socket: Socket) => readonly string[] | undefined) | undefined
}

export function mountHealth(app: App, needs: HealthNeeds): void {
  const look = openLook({ ...needs, looks: () => needs.looks })
  const send = (reply: FastifyReply, health: Health, isDown: boolean) =>
    reply
      .code(isDown ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({ ...health, time: new Date(needs.clock.now()).toISOString() })

  async function whole(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const health = await look()
    const part = partOf(health, needs.servicesAt?.(request.socket))
    // A port of the documents stands for its services alone: it is down as soon as one of them is.
    return part ? send(reply, part, part.status !== 'ok') : send(reply, health, health.status === 'down')
  }
  const live = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' })
  const ready = async (request: FastifyRequest, reply: FastifyReply) => {
    const isReady = !needs.isDraining() && needs.isReady() && (await look()).status !== 'down'
    if (isReady) return live(request, reply)
    const detail = needs.isDraining() ? 'This process is about to stop.' : 'This process cannot serve yet.'
    return sendProblem(
      reply,
      request,
      new Problem('unavailable', { detail, headers: { 'retry-after': '1' } }),
      {},
    )
  }
  for (const root of HEALTH_ROOTS) {
    app.get(root, (request, reply) => whole(request, reply))
    app.get(`${root}/live`, live)
    app.get(`${root}/ready`, (request, reply) => ready(request, reply))
  }
  for (const [resource, service] of RESOURCES) {
    app.get(resourceHealthPath(resource), async (_request, reply) => {
      const part = partOf(await look(), [service])
      if (!part) return reply.callNotFound()
      return send(reply, part, part.status !== 'ok')
    })
  }
}

const HEALTH_ROOTS = ['/health', '/api/v1/health'] as const

/** Whose health the documents ask for below a resource: `/api/v1/orders/health`. */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['auth', 'identity'],
  ['users', 'identity'],
  ['profile', 'profile'],
  ['products', 'catalog'],
  ['categories', 'catalog'],
  ['search', 'search'],
  ['inventory', 'inventory'],
  ['cart', 'cart'],
  ['orders', 'order'],
  ['payments', 'payment'],
  ['notifications', 'notification'],
  ['shipping', 'shipping'],
  ['tax', 'tax'],
])

function resourceHealthPath(resource: string): string {
  return `/api/v1/${resource}/health`
}

/** What this answers by itself, for whoever refuses all other methods. */
export const HEALTH_PAGES: readonly string[] = [
  ...HEALTH_ROOTS.flatMap((root) => [root, `${root}/live`, `${root}/ready`]),
  ...[...RESOURCES.keys()].map(resourceHealthPath),
]

function partOf({ services }: Health, names: readonly string[] | undefined): Health | undefined {
  const part = Object.entries(services).filter(([name]) => names?.includes(name))
  return part.length === 0 ? undefined : healthOf(part)
}

function healthOf(looked: readonly (readonly [string, ServiceHealth])[]): Health {
  const down = looked.filter(([, { status }]) => status === 'down').length
  return {
    status: down === 0 ? 'ok' : down < looked.length ? 'degraded' : 'down',
    services: Object.fromEntries(looked),
  }
}

type LookNeeds = Pick<HealthNeeds, 'clock' | 'timers'> & { readonly looks: () => HealthNeeds['looks'] }

/** A look at all services; those who ask within a second of each other share it. */
export function openLook({ clock, timers, looks }: LookNeeds): () => Promise<Health> {
  let last: { readonly at: number; readonly health: Promise<Health> } | undefined
  return () => {
    const now = clock.now()
    if (!last || Math.abs(now - last.at) >= LOOK_KEPT_MS) last = { at: now, health: lookAtAll() }
    return last.health
  }

  async function lookAtAll(): Promise<Health> {
    const looked = await Promise.all(
      [...looks()].map(async ([name, look]) => [name, await lookAt(look)] as const),
    )
    return healthOf(looked)
  }

  async function lookAt(look: () => Promise<void>): Promise<ServiceHealth> {
    const started = clock.now()
    const late = Promise.withResolvers<never>()
    const cancel = timers.after(LOOK_TIMEOUT_MS, () => late.reject(new Error('no answer in time')))
    const status = await Promise.race([look(), late.promise]).then(
      () => 'ok' as const,
      () => 'down' as const,
    )
    cancel()
    return { status, latencyMs: clock.now() - started }
  }
}
