/** What the platform tells about itself: rate, errors and duration per route, batches, events, pools. */
import { trace, SpanStatusCode, type Span } from '@opentelemetry/api'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from '@prometheus-io/client'

const LATENCY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

export type Metrics = ReturnType<typeof openMetrics>

export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
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

const tracer = trace.getTracer('rialto')

/** Runs work in a span. Without an SDK registered this costs next to nothing. */
export async function spanned<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message })
      throw error
    } finally {
      span.end()
    }
  })
}
