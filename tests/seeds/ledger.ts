/** Holds the table against the contract: nothing left out, nothing made up, no verdict without its reason. */
import { KINDS, type Row } from './contract.ts'
import type { Verdict, Verdicts } from './verdict.ts'
import type { WrittenRequest } from './written-request.ts'

/** What is wrong with the table, in words. */
export function faultsOf(rows: readonly Row[], verdicts: Verdicts): string[] {
  const known = new Set(rows.map(({ id }) => id))
  return [
    ...rows.filter(({ id }) => !verdicts[id]).map(({ id, promise }) => `${id} has no verdict: ${promise}`),
    ...Object.keys(verdicts)
      .filter((id) => !known.has(id))
      .map((id) => `${id} is promised nowhere`),
    ...rows
      .filter(({ kind }) => !KINDS.includes(kind))
      .map(({ id, kind }) => `${id} is of no known kind: ${kind}`),
    ...Object.entries(verdicts)
      .filter(([, verdict]) => reasonOf(verdict).trim() === '')
      .map(([id]) => `${id} has no reason`),
  ]
}

/** How it is shown, or why it is otherwise, or what has to come first. */
export function reasonOf(verdict: Verdict): string {
  if (verdict.verdict === 'pass') return verdict.shown
  if (verdict.verdict === 'later') return verdict.part
  return verdict.reason === '' || verdict.instead === ''
    ? ''
    : `${verdict.reason}; instead: ${verdict.instead}`
}

/** Where a request that is sent is not the one that its row writes: method, port, path or body. */
export function driftOf(
  { method, url, body, ids, isFurther }: WrittenRequest,
  rows: readonly Row[],
): string[] {
  if (isFurther) return []
  return ids.flatMap((id) => {
    const exact = rows.find((row) => row.id === id)?.exact ?? ''
    const [, verb = '', place = ''] =
      /^(?:curl )?(?:(GET|POST|PUT|PATCH|DELETE|ANY) )?(\S+)/.exec(exact) ?? []
    // Some rows say what is answered, and write no request.
    if (!/^(http:|\/)/.test(place)) return []
    const isVerb = verb === '' || verb === 'ANY' || verb === method
    const sent = url.replace(/^http:\/\/localhost(:\d+)?(?=\/)/, (host) =>
      place.startsWith('http') ? host : '',
    )
    const isPlace = patternOf(place, verb === 'ANY').test(sent)
    const [wanted] = /\{"[\s\S]*\}(?= |$)/.exec(exact) ?? []
    const isBody = wanted === undefined || sameJson(wanted, body ?? '')
    return isVerb && isPlace && isBody
      ? []
      : [`${id} is written “${exact}”, and sent as ${method} ${url} ${body ?? ''}`]
  })
}

function patternOf(place: string, isPrefix: boolean): RegExp {
  const path = place.replace(/\/\.\.\.$/, '').split('?')[0] ?? ''
  const text = path
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:[a-z]\w*/gi, '[^/]+')
    .replace(/<\w+>/g, '[^/]+')
  return new RegExp(`^${text}${isPrefix ? '(/.*|\\?.*)?' : '(\\?.*)?'}$`)
}

function sameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other))
  } catch {
    return false
  }
}
