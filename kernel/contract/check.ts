/** Turns a route's schemas into checks that throw a problem with every fault in it. */
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { bounded } from './bounded.ts'
import type { Answer, Contract, Route, RouteInput } from './contract.ts'
import { describeFaults } from './faults.ts'
import { Problem } from './problem.ts'
import { closed } from './schema.ts'

export type Check = (value: unknown) => void

const PARTS = [
  { part: 'params', code: 'invalid_path' },
  { part: 'query', code: 'invalid_query' },
  { part: 'headers', code: 'invalid_header' },
  { part: 'body', code: 'validation_failed' },
] as const

/**
 * Checks path, query, headers and body of an input against a route: strictly, without coercion or removal.
 * Throws `invalid_path`, `invalid_query`, `invalid_header` or `validation_failed` naming up to 20 faults.
 */
export function inputCheck(route: Route): (input: RouteInput) => void {
  const checks = PARTS.map(({ part, code }) => {
    const schema = route[part]
    return { part, check: schema ? schemaCheck(schema, code) : nothingAllowed(part, code) }
  })
  return (input) => {
    for (const { part, check } of checks) check(input[part])
  }
}

/** A check of one schema. Objects are closed; `code` is the problem thrown. */
export function schemaCheck(schema: TSchema, code: string): Check {
  const whole = closed(schema)
  const validator = Compile(whole as TSchema)
  return (value) => {
    if (validator.Check(value)) return
    const errors = describeFaults(validator.Errors(bounded(value)), whole)
    throw new Problem(code, {
      detail: 'Correct the fields named in errors; nothing was changed.',
      errors: errors.length > 0 ? errors : [TOO_MANY],
    })
  }
}

/** The fault lies beyond what is described. */
const TOO_MANY = {
  path: '',
  message: 'has too many parts, or a fault behind the first of them',
  code: 'limit',
}

/** For tests: throws an ordinary error where a successful answer, as it would travel, breaks the contract. */
export function outputCheck(route: Route, where: string): (answer: Answer, status: number) => void {
  const check = promiseCheck(route.output, where)
  return ({ text, headers }, status) => {
    // Another type than JSON is another form of the same, for people: a page to print.
    if (status < 300 && headers['content-type'] === undefined)
      check(text === undefined ? undefined : JSON.parse(text))
  }
}

/** For tests: throws an ordinary error where an event breaks the contract of its speaker, or is unknown to it. */
export function eventCheck({ name, events }: Contract): (type: string, data: unknown) => void {
  const checks = new Map(
    Object.entries(events).map(([event, { data }]) => [
      `${name}.${event}`,
      promiseCheck(data, `${name}.${event}`),
    ]),
  )
  return (type, data) => {
    const check = checks.get(type)
    if (!check) throw new Error(`${type} is no event of ${name}`)
    check(data)
  }
}

function promiseCheck(schema: TSchema, where: string): Check {
  const validator = Compile(closed(schema) as TSchema)
  return (value) => {
    if (validator.Check(value)) return
    const faults = JSON.stringify(describeFaults(validator.Errors(value), {}))
    throw new Error(`${where} is outside its contract: ${faults}`)
  }
}

function nothingAllowed(part: string, code: string): Check {
  return (value) => {
    if (
      value === undefined ||
      (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
    )
      return
    throw new Problem(code, { detail: `This route takes no ${part}.` })
  }
}
