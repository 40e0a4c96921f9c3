/** `api.ts` as others install it: the same exports, with every type written out and no import but one. */
import { NAMES } from '@rialto/contracts/examples'
import type { Contract, Route } from '@rialto/kernel/contract/contract'
import { COMMON_PROBLEMS } from '@rialto/kernel/contract/problem'
import { textOf, type Json } from '@rialto/kernel/document/schema'
import { shapeOf, typeOf } from '@rialto/kernel/document/typescript'
import { CONTRACTS, TABLE } from '../api.ts'

const contracts = Object.entries<Contract>(CONTRACTS)

/** TypeScript. */
export function printedApi(): string {
  const names = namesByText()
  const nameOf = (schema: Json) => names.get(JSON.stringify(schema))
  const named = [...names].map(
    ([text, name]) => `export type ${name} = ${shapeOf(JSON.parse(text) as Json, nameOf)}`,
  )
  const services = contracts.map(([service, { summary, routes }]) => {
    const members = publicRoutes(routes).map(([name, route]) => memberOf(name, route, nameOf))
    return `${docOf(summary)}readonly ${service}: {\n${members.join('\n')}\n}`
  })
  const codes = new Set([
    ...Object.keys(COMMON_PROBLEMS),
    ...contracts.flatMap(([, { problems }]) => Object.keys(problems)),
  ])
  return [
    '// Printed from the contracts of the shop.',
    `import type { Operation } from './call.ts'`,
    ...named,
    `export type Api = {\n${services.join('\n')}\n}`,
    `export type ProblemCode = ${[...codes].map((code) => JSON.stringify(code)).join(' | ')}`,
    'type Table = { readonly [S in keyof Api]: { readonly [R in keyof Api[S]]: Operation } }',
    `export const TABLE: Table = ${JSON.stringify(TABLE)}`,
    '',
  ].join('\n\n')
}

function publicRoutes(routes: Contract['routes']): [string, Route][] {
  return Object.entries(routes).filter(([, { policy }]) => policy !== 'service')
}

function memberOf(name: string, route: Route, nameOf: (schema: Json) => string | undefined): string {
  const parts = (['params', 'query', 'headers', 'body'] as const).flatMap((part) => {
    const schema = route[part]
    return schema === undefined ? [] : [`readonly ${part}: ${typeOf(plain(schema), nameOf)}`]
  })
  const input = parts.length === 0 ? 'unknown' : `{ ${parts.join('; ')} }`
  const output = typeOf(plain(route.output), nameOf)
  return `${docOf(route.summary)}readonly ${name}: { readonly input: ${input}; readonly output: ${output} }`
}

function namesByText(): ReadonlyMap<string, string> {
  return new Map(
    contracts.flatMap(([service, { routes }]) =>
      Object.entries(routes).flatMap(([route, { output }]): [string, string][] => {
        const name = NAMES[`${service}.${route}`]
        return name === undefined ? [] : [[textOf(output), name]]
      }),
    ),
  )
}

function plain(schema: Route['output']): Json {
  return JSON.parse(textOf(schema)) as Json
}

function docOf(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '* /')} */\n`
}
