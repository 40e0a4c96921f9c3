/** Sends the requests of a document in their order, each as it is written, and says of each what was not as expected. */
import { isDeepStrictEqual } from 'node:util'
import type { WrittenRequest } from './written-request.ts'

export type Answer = {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** What a client would read: loosely typed JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

export type Send = (
  method: string,
  url: string,
  asked: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
) => Promise<Answer>

/** The faults of each row whose requests were sent; none where all were answered as expected. */
export type Outcomes = ReadonlyMap<string, readonly string[]>

type Variables = Map<string, string>

const WAIT_MS_MAX = 10_000
const WAIT_STEP_MS = 25

/** What `given` names, stands for itself from the first request on. */
export async function replay(
  requests: readonly WrittenRequest[],
  send: Send,
  given: Readonly<Record<string, string>> = {},
): Promise<Outcomes> {
  const outcomes = new Map<string, string[]>()
  const variables: Variables = new Map(Object.entries(given))
  for (const request of requests) {
    const faults = await exchange(request, send, variables)
    const said = faults.map((fault) => `${request.method} ${request.url} ${request.title}: ${fault}`)
    for (const id of request.ids) outcomes.set(id, [...(outcomes.get(id) ?? []), ...said])
    if (request.ids.length === 0 && said.length > 0) outcomes.set(`setup: ${request.title}`, said)
  }
  return outcomes
}

async function exchange(
  { directives, method, url, headers, body }: WrittenRequest,
  send: Send,
  variables: Variables,
): Promise<string[]> {
  const fill = (text: string) => filled(text, directives, variables)
  const asked = {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
    ...(body === undefined ? {} : { body: fill(body) }),
  }
  const end = performance.now() + (directives.some(({ word }) => word === 'wait') ? WAIT_MS_MAX : 0)
  for (;;) {
    const answer = await send(method, fill(url), asked)
    const faults = directives.flatMap(({ word, text }) => judge(word, text, answer, variables))
    if (faults.length === 0 || performance.now() >= end) return faults
    await new Promise((resolve) => setTimeout(resolve, WAIT_STEP_MS))
  }
}

function filled(text: string, directives: WrittenRequest['directives'], variables: Variables): string {
  const put = directives
    .filter(({ word }) => word === 'put')
    .map(({ text: line }) => cutAt(line))
    .reduce((whole, [from, to]) => whole.replaceAll(from, to), text)
  return put.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => variables.get(name) ?? `no-${name}`)
}

function judge(word: string, text: string, answer: Answer, variables: Variables): string[] {
  const { status } = answer
  const body: unknown = answer.body
  if (word === 'expect')
    return status === Number(text) ? [] : [`${status}, not ${text}: ${answer.text.slice(0, 300)}`]
  if (word === 'has' || word === 'hasnot') {
    return text
      .split(' ')
      .filter((path) => (member(body, path) === undefined) === (word === 'has'))
      .map((path) => `${path} is ${word === 'has' ? 'missing' : 'there'}`)
  }
  if (word === 'is') {
    const [path, wanted] = cutAt(text)
    const is = member(body, path)
    return isDeepStrictEqual(is, JSON.parse(filled(wanted, [], variables)))
      ? []
      : [`${path} is ${JSON.stringify(is)}, not ${wanted}`]
  }
  if (word === 'keep') {
    const [name, path] = cutAt(text)
    const value = member(body, path)
    if (typeof value !== 'string' && typeof value !== 'number') return [`there is no ${path} to keep`]
    variables.set(name, String(value))
    return []
  }
  if (word === 'put' || word === 'wait') return []
  return [`“# ${word}” is no directive`]
}

function cutAt(line: string): readonly [string, string] {
  const cut = line.indexOf(' = ')
  return [line.slice(0, cut), line.slice(cut + 3)]
}

/** `items.0.price` of an answer. */
function member(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined | null)?.[key], body)
}
