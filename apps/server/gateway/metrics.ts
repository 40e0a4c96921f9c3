/**
 * What Prometheus reads. Not for the world: it is given to whoever holds `metrics:read` or the metrics token. Where no
 * token is set, also to this very machine, unless a proxy says that it asks for somebody else.
 */
import { permits } from '@rialto/contracts/roles'
import { Problem } from '@rialto/kernel/contract/problem'
import { sendProblem, type App } from '@rialto/kernel/server/app'
import type { FastifyRequest } from 'fastify'
import type { Platform } from '../platform.ts'
import { addressSet } from '@rialto/kernel/net/addresses'
import { sameAs } from '@rialto/kernel/net/credential'

const PERMISSION = 'metrics:read'
const isThisMachine = addressSet(['127.0.0.0/8', '::1'])

export function mountMetrics(app: App, { hosts, metrics }: Platform, metricsToken: string | undefined): void {
  app.get('/metrics', async (request, reply) => {
    const refusal = refusalOf(request, metricsToken)
    if (refusal) return sendProblem(reply, request, refusal, {})
    for (const [service, { db }] of hosts) {
      if (!db) continue
      for (const [state, count] of Object.entries(db.load()))
        metrics.connections.set({ service, state }, count)
    }
    const text = await metrics.registry.metrics()
    return reply.header('cache-control', 'no-store').type(metrics.registry.contentType).send(text)
  })
}

function refusalOf(
  { caller, headers, raw }: FastifyRequest,
  metricsToken: string | undefined,
): Problem | undefined {
  if (caller?.kind === 'user') {
    if (permits(caller.roles, PERMISSION)) return undefined
    return new Problem('forbidden', { detail: `This needs the permission ${PERMISSION}.` })
  }
  if (metricsToken !== undefined && sameAs(`Bearer ${metricsToken}`)(headers.authorization)) return undefined
  const isForwarded = ['forwarded', 'x-forwarded-for', 'via', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  )
  const isLocal = isThisMachine((raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '')) && !isForwarded
  if (metricsToken === undefined && isLocal) return undefined
  return new Problem('unauthenticated', {
    detail: `Send the metrics token, or an access token with the permission ${PERMISSION}.`,
    headers: { 'www-authenticate': 'Bearer' },
  })
}
