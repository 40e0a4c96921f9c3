/** What the judge from outside says about a shop, once it is quiet. */
import { breachesOf } from '../verify/invariant.ts'
import { judge } from '../verify/judge.ts'

const QUIET_SECONDS = 1
const QUIET_WITHIN_SECONDS = 30

/** The promises that are broken, each with what breaks it; empty when all is well. */
export async function brokenPromises({
  adminUrl,
  prefix,
}: {
  readonly adminUrl: string
  readonly prefix: string
}) {
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
