/** Verdicts for a person, and for a program. */
import { breachesOf, type Verdict } from './invariant.ts'

const EXAMPLES_MAX = 5
const TITLE_WIDTH = 72

export function asText(verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap((verdict) => {
    const { invariant, findings, notJudged } = verdict
    const head = `${String(invariant.number).padStart(3)} ${invariant.instant ? 'S' : ' '} ${invariant.title.padEnd(TITLE_WIDTH)}`
    if (notJudged !== undefined) return [`${head} not judged: ${notJudged}`]
    const checked = findings.reduce((sum, finding) => sum + finding.checked, 0)
    const breaches = breachesOf(verdict)
    const summary = `${head} ${checked.toLocaleString('en').padStart(11)} checked  ${breaches === 0 ? 'holds' : `${breaches} BROKEN`}`
    return [summary, ...findings.filter((finding) => finding.breaches.length > 0).flatMap(examples)]
  })
  const broken = verdicts.filter((verdict) => breachesOf(verdict) > 0).length
  const end = broken === 0 ? 'Every invariant that was judged holds.' : `${broken} invariants are broken.`
  return [...lines, '', end, ''].join('\n')
}

function examples({ what, checked, breaches }: Verdict['findings'][number]): string[] {
  const more = breaches.length - EXAMPLES_MAX
  return [
    `        of ${checked.toLocaleString('en')} ${what}:`,
    ...breaches.slice(0, EXAMPLES_MAX).map((breach) => `          ${breach}`),
    ...(more > 0 ? [`          and ${more} more`] : []),
  ]
}

export function asJson(verdicts: readonly Verdict[]): string {
  return JSON.stringify({
    holds: verdicts.every((verdict) => breachesOf(verdict) === 0),
    invariants: verdicts.map((verdict) => ({
      number: verdict.invariant.number,
      title: verdict.invariant.title,
      instant: verdict.invariant.instant,
      notJudged: verdict.notJudged ?? null,
      checked: verdict.findings.reduce((sum, { checked }) => sum + checked, 0),
      breaches: breachesOf(verdict),
      findings: verdict.findings.map(({ what, checked, breaches }) => ({
        what,
        checked,
        breaches: breaches.length,
        examples: breaches.slice(0, EXAMPLES_MAX),
      })),
    })),
  })
}
