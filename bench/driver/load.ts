/** Runs one job: warms up, measures, and waits for what is still on its way, so that no acknowledged order is forgotten. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { openConnection, type Connection, type Reply } from './connection.ts'
import { openHistogram } from './histogram.ts'
import type { Job, Pace, Result } from './job.ts'
import { workerOf } from './work.ts'

const LAST_ANSWERS_MS_MAX = 15_000
const COMPLAINTS_MAX = 5
const COMPLAINT_BYTES_MAX = 300
/** After a lost connection: a server that is down must not be hammered. */
const RETRY_MS = 50

/** `onPhase` is told when the measured time begins and when it is over. */
export async function runJob(job: Job, onPhase: (phase: 'measuring' | 'measured') => void): Promise<Result> {
  const worker = workerOf(job)
  const file =
    job.acknowledgedFile === undefined ? undefined : createWriteStream(job.acknowledgedFile, { flags: 'a' })
  const histogram = openHistogram()
  const statuses: Record<string, number> = {}
  const complaints: string[] = []
  let measuring = false
  let good = 0
  let goodEver = 0
  let underWay = 0

  /** Sends one request of a client; `startedAt` is when it was due. */
  function ask(
    connection: Connection,
    client: number,
    startedAt: number,
    next: (failed: boolean) => void,
  ): void {
    underWay += 1
    connection.send(worker.request(client), (reply) => {
      underWay -= 1
      note(reply, (performance.now() - startedAt) * 1000)
      next(reply instanceof Error)
    })
  }

  function note(reply: Reply | Error, us: number): void {
    const isGood = !(reply instanceof Error) && worker.isGood(reply)
    if (isGood) goodEver += 1
    else if (complaints.length < COMPLAINTS_MAX) complaints.push(complaintOf(reply))
    if (!(reply instanceof Error) && reply.status < 300) {
      const line = worker.acknowledged?.(reply)
      if (line !== undefined) file?.write(`${line}\t${Date.now()}\n`)
    }
    if (!measuring) return
    const status = reply instanceof Error ? 'lost' : String(reply.status)
    statuses[status] = (statuses[status] ?? 0) + 1
    if (!isGood) return
    good += 1
    histogram.record(us)
  }

  const pacer = job.pace.kind === 'closed' ? closedLoop(job, job.pace, ask) : openLoop(job, job.pace, ask)
  pacer.start()
  await pause(job.warmupMs)
  const cpuBefore = process.cpuUsage()
  const from = performance.now()
  measuring = true
  onPhase('measuring')
  await pause(job.measureMs)
  measuring = false
  const seconds = (performance.now() - from) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  onPhase('measured')
  pacer.stop()
  const givenUpAt = performance.now() + LAST_ANSWERS_MS_MAX
  while (underWay > 0 && performance.now() < givenUpAt) await pause(5)
  const endedAt = Date.now()
  pacer.close()
  file?.end()
  if (file) await finished(file)
  return {
    seconds,
    good,
    statuses,
    p50Ms: histogram.percentileMs(0.5),
    p99Ms: histogram.percentileMs(0.99),
    maxMs: histogram.maxMs(),
    goodEver,
    complaints: underWay > 0 ? [...complaints, `${underWay} requests were never answered`] : complaints,
    driverCpuMs: (cpu.user + cpu.system) / 1000,
    endedAt,
  }
}

type Ask = (
  connection: Connection,
  client: number,
  startedAt: number,
  next: (failed: boolean) => void,
) => void
type Pacer = { start(): void; stop(): void; close(): void }

/** As many requests under way as there are clients, always. */
function closedLoop(job: Job, { clients }: Extract<Pace, { kind: 'closed' }>, ask: Ask): Pacer {
  const connections = Array.from({ length: clients }, () => openConnection(job.host, job.port))
  let going = true
  const again = (connection: Connection, client: number) => {
    if (!going) return
    ask(connection, client, performance.now(), (failed) => {
      if (failed) setTimeout(again, RETRY_MS, connection, client)
      else again(connection, client)
    })
  }
  return {
    start: () => connections.forEach(again),
    stop: () => {
      going = false
    },
    close: () => connections.forEach((connection) => connection.close()),
  }
}

/**
 * So many requests a second, each timed from when it was due: a slow answer must not slow down the asking, or the
 * waiting that it caused would be left out of the figures.
 */
function openLoop(job: Job, { perSecond, connections }: Extract<Pace, { kind: 'open' }>, ask: Ask): Pacer {
  const all = Array.from({ length: connections }, (_, client) => ({
    client,
    connection: openConnection(job.host, job.port),
  }))
  const free = [...all]
  const due: number[] = []
  let timer: NodeJS.Timeout | undefined
  let startedAt = 0
  let sent = 0
  const send = () => {
    while (due.length > 0 && free.length > 0) {
      const { client, connection } = free.pop() as (typeof all)[number]
      ask(connection, client, due.shift() as number, () => {
        free.push({ client, connection })
        send()
      })
    }
  }
  return {
    start: () => {
      startedAt = performance.now()
      timer = setInterval(() => {
        const dueByNow = Math.floor(((performance.now() - startedAt) * perSecond) / 1000)
        for (; sent < dueByNow; sent += 1) due.push(startedAt + (sent * 1000) / perSecond)
        send()
      }, 1)
    },
    stop: () => {
      clearInterval(timer)
      due.length = 0
    },
    close: () => all.forEach(({ connection }) => connection.close()),
  }
}

function complaintOf(reply: Reply | Error): string {
  if (reply instanceof Error) return reply.message
  return `${reply.status} ${reply.body.toString('latin1', 0, Math.min(reply.body.length, COMPLAINT_BYTES_MAX))}`
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
