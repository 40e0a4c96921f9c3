/** Turns a route's schemas into checks that throw a problem with every fault in it. */
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Answer, Route, RouteInput } from './contract.ts'
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
  const validator = Compile(closed(schema) as TSchema)
  return (value) => {
    if (validator.Check(value)) return
    throw new Problem(code, {
      detail: 'Correct the fields named in errors; nothing was changed.',
      errors: describeFaults(validator.Errors(value)),
    })
  }
}

/** For tests: throws an ordinary error where a successful answer, as it would travel, breaks the contract. */
export function outputCheck(route: Route, where: string): (answer: Answer, status: number) => void {
  const validator = Compile(closed(route.output) as TSchema)
  return ({ text }, status) => {
    if (status >= 300) return
    const body: unknown = text === undefined ? undefined : JSON.parse(text)
    if (validator.Check(body)) return
    throw new Error(
      `${where} answered outside its contract: ${JSON.stringify(describeFaults(validator.Errors(body)))}`,
    )
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
