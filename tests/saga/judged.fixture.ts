/** What the judge from outside says about a shop, once it is quiet. */
import { breachesOf } from '../verify/invariant.ts'
import { judge } from '../verify/judge.ts'

const QUIET_SECONDS = 1
const QUIET_WITHIN_SECONDS = 30

/** The lease of a dead process on an outbox: as long as it runs, the shop is quiet and yet not at rest. */
const LEASE_OVER_MS = 20_000

type Shop = { readonly adminUrl: string; readonly prefix: string }

/** The promises that are broken and stay so, each with what breaks it; empty when all is well. */
export async function brokenPromises(shop: Shop) {
  const until = performance.now() + LEASE_OVER_MS
  let broken = await brokenNow(shop)
  while (broken.length > 0 && performance.now() < until) broken = await brokenNow(shop)
  return broken
}

async function brokenNow({ adminUrl, prefix }: Shop) {
  const verdicts = await judge({
    adminUrl,
    prefix,
    graceSeconds: 0,
    quietSeconds: QUIET_SECONDS,
    quietWithinSeconds: QUIET_WITHIN_SECONDS,
  })
  return verdicts
    .filter((verdict) => breachesOf(verdict) > 0)
    .map(({ invariant, findings }) => [invariant.title, findings.flatMap(({ breaches }) => breaches)])
}
