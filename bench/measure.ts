/** One measured run: the driver’s result, and what the platform’s processes spent in the same time. */
import type { Driver } from './driver/driver.ts'
import type { Job, Pace, Result, Work } from './driver/job.ts'
import { canMeasure, cpuMs, treeCpuMs } from './meters/processes.ts'
import { machineBusyMs } from './meters/machine.ts'
import type { Shop } from './shop.ts'
import type { PlatformUnderTest } from './platform.ts'

export type Bench = {
  readonly platform: PlatformUnderTest
  readonly driver: Driver
  readonly shop: Shop
  readonly warmupMs: number
  readonly measureMs: number
  /** Collects the id of every order that was acknowledged. */
  readonly acknowledgedFile: string
  /** Orders confirmed to the driver since the bench began. */
  confirmed: number
  /** Requests that were not answered well, with what was answered instead. */
  readonly complaints: string[]
}

export type Run = Result & {
  readonly perSecond: number
  /** Of the platform's process and of PostgreSQL, in the measured time; NaN where it cannot be read. */
  readonly nodeCpuMs: number
  readonly postgresCpuMs: number
  /** Cores that others used meanwhile, the kernel's work for us included. */
  readonly othersCores: number
}

export type RunWish = {
  readonly pace: Pace
  readonly work: Work
  /** Another server than the platform. */
  readonly port?: number
}

/** A run that took this much longer than asked was interrupted by something that is not ours. */
const INTERRUPTED_SHARE = 1.1
const TRIES_MAX = 3

/** Runs and measures once, and again where the machine stood still meanwhile. */
export async function measureRun(bench: Bench, wish: RunWish): Promise<Run> {
  for (let tries = 1; ; tries += 1) {
    const run = await runOnce(bench, wish)
    if (run.seconds * 1000 < bench.measureMs * INTERRUPTED_SHARE || tries === TRIES_MAX) return run
    bench.complaints.push(`the machine stood still: ${run.seconds.toFixed(1)} s passed; measured again`)
  }
}

async function runOnce(bench: Bench, { pace, work, port }: RunWish): Promise<Run> {
  const { platform, driver, warmupMs, measureMs, acknowledgedFile } = bench
  const orders = work.kind === 'orders'
  const job: Job = {
    host: platform.host,
    port: port ?? platform.port,
    pace,
    work,
    warmupMs,
    measureMs,
    ...(orders ? { acknowledgedFile } : {}),
  }
  const spent: ReturnType<typeof readMeters>[] = []
  const result = await driver.run(job, () => spent.push(readMeters(platform)))
  const [before, after] = spent
  if (!before || !after) throw new Error('the driver did not say when it measured')
  if (orders) bench.confirmed += result.goodEver
  bench.complaints.push(...result.complaints)
  const nodeCpuMs = after.node - before.node
  const postgresCpuMs = after.postgres - before.postgres
  const ours = result.driverCpuMs + (port === undefined ? nodeCpuMs + postgresCpuMs : 0)
  return {
    ...result,
    perSecond: result.good / result.seconds,
    nodeCpuMs,
    postgresCpuMs,
    othersCores: (after.machine - before.machine - ours) / (result.seconds * 1000),
  }
}

function readMeters({ pid, postmasterPid }: PlatformUnderTest) {
  const none = !canMeasure
  return {
    node: none || pid === undefined ? Number.NaN : cpuMs(pid),
    postgres: none || postmasterPid === undefined ? Number.NaN : treeCpuMs(postmasterPid),
    machine: machineBusyMs(),
  }
}
