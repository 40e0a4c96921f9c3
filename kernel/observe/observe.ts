/** What the platform tells about itself: rate, errors and duration per route, batches, events, pools. */
import { SpanStatusCode, type Tracer } from '@opentelemetry/api'
import { isOutage, Problem } from '../contract/problem.ts'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from '@prometheus-io/client'

const LATENCY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

export type Metrics = ReturnType<typeof openMetrics>

/** `runtime` adds what Node says of itself: memory, event loop, collections. Once a process is enough. */
export function openMetrics({ runtime = false }: { readonly runtime?: boolean } = {}) {
  const registry = new Registry()
  if (runtime) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    routeSeconds: new Histogram({
      name: 'rialto_route_seconds',
      help: 'Duration of a route, by service, route and status class',
      labelNames: ['service', 'route', 'status'] as const,
      buckets: LATENCY_SECONDS,
      registers,
    }),
    batchSize: new Histogram({
      name: 'rialto_batch_size',
      help: 'Callers that shared one execution of a batched step',
      labelNames: ['step'] as const,
      buckets: SIZES,
      registers,
    }),
    eventLagSeconds: new Histogram({
      name: 'rialto_event_lag_seconds',
      help: 'From the commit of the oldest event of a batch to its consumer’s commit',
      labelNames: ['consumer'] as const,
      buckets: LATENCY_SECONDS,
      registers,
    }),
    eventsDelivered: new Counter({
      name: 'rialto_events_delivered_total',
      help: 'Events handed to a consumer',
      labelNames: ['consumer'] as const,
      registers,
    }),
    eventsParked: new Counter({
      name: 'rialto_events_parked_total',
      help: 'Events parked after five tries',
      labelNames: ['consumer'] as const,
      registers,
    }),
    connections: new Gauge({
      name: 'rialto_database_connections',
      help: 'Connections of a service’s pools',
      labelNames: ['service', 'state'] as const,
      registers,
    }),
    /** A counter of a service’s own, such as saga outcomes. */
    counter: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Counter({ name, help, labelNames, registers }),
    /** A gauge of a service’s own, such as unfinished sagas. */
    gauge: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Gauge({ name, help, labelNames, registers }),
  }
}

let tracer: Tracer | undefined

/** Makes spans from now on; called by the app that registers an SDK. Without, they would cost 0.7 µs a call for nothing. */
export function traceWith(given: Tracer): void {
  tracer = given
}

/** Runs work in a span, where somebody traces. */
export function spanned<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!tracer) return work()
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work()
    } catch (error) {
      // A refusal is an answer like any other.
      if (!(error instanceof Problem) || isOutage(error)) span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
