/**
 * How the platform is: of all services for people and monitors, and of this process for whoever restarts it or
 * sends it requests. Looked at once a second at most, so that asking costs the databases nothing.
 */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Clock, Timers } from '@rialto/kernel/ports/ports'
import { sendProblem, type App } from '@rialto/kernel/server/app'

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
}

export function mountHealth(app: App, needs: HealthNeeds): void {
  const look = openLook(needs)
  app.get('/health', async (_request, reply) => {
    const health = await look()
    return reply
      .code(health.status === 'down' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({ ...health, time: new Date(needs.clock.now()).toISOString() })
  })
  app.get('/health/live', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  app.get('/health/ready', async (request, reply) => {
    const isReady = !needs.isDraining() && needs.isReady() && (await look()).status !== 'down'
    if (isReady) return reply.header('cache-control', 'no-store').send({ status: 'ok' })
    const detail = needs.isDraining() ? 'This process is about to stop.' : 'This process cannot serve yet.'
    return sendProblem(
      reply,
      request,
      new Problem('unavailable', { detail, headers: { 'retry-after': '1' } }),
      {},
    )
  })
}

function openLook({ clock, timers, looks }: HealthNeeds): () => Promise<Health> {
  let last: { readonly at: number; readonly health: Promise<Health> } | undefined
  return () => {
    const now = clock.now()
    if (!last || Math.abs(now - last.at) >= LOOK_KEPT_MS) last = { at: now, health: lookAtAll() }
    return last.health
  }

  async function lookAtAll(): Promise<Health> {
    const looked = await Promise.all(
      [...looks].map(async ([name, look]) => [name, await lookAt(look)] as const),
    )
    const down = looked.filter(([, { status }]) => status === 'down').length
    return {
      status: down === 0 ? 'ok' : down < looked.length ? 'degraded' : 'down',
      services: Object.fromEntries(looked),
    }
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
