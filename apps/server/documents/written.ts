/** What stands in docs/ and is made from the contracts: whole files, and tables between two marks in a page. */
import { eventsOf } from '@rialto/kernel/document/asyncapi'
import type { Contract, Route } from '@rialto/kernel/contract/contract'
import { ALIASES } from '../gateway/paths.ts'
import { asyncApiDocument, openApiDocument, postmanDocument } from './documents.ts'
import { platformSources, type AllSources, type Sources } from './sources.ts'

export type Written = {
  readonly path: string
  /** The file as it should be, from what it is now. */
  readonly make: (now: string) => string
}

export function writtenDocuments(sources: AllSources = platformSources()): readonly Written[] {
  const json = (path: string, document: unknown): Written => ({
    path,
    make: () => `${JSON.stringify(document, undefined, 1)}\n`,
  })
  return [
    json('docs/api/openapi.json', openApiDocument(sources)),
    json('docs/api/postman.json', postmanDocument(sources)),
    json('docs/events/asyncapi.json', asyncApiDocument(sources)),
    { path: 'docs/events/README.md', make: (now) => between(now, 'events', eventTable(sources)) },
    {
      path: 'docs/architecture.md',
      make: (now) => between(between(now, 'asking', askingGraph(sources)), 'hearing', hearingGraph(sources)),
    },
    {
      path: 'docs/api.md',
      make: (now) =>
        between(between(now, 'aliases', aliasTable()), 'operations', operationTable(sources.contracts)),
    },
  ]
}

/** Replaces what stands between `<!-- name -->` and `<!-- end of name -->`. Throws where the marks are missing. */
export function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`the page has no ${begin} … ${end}`)
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`
}

function askingGraph({ asking }: AllSources): string {
  return graph(
    asking.flatMap(({ service, asks }) => [service, ...asks.map((other) => `${service} --> ${other}`)]),
  )
}

function hearingGraph({ listeners }: Sources): string {
  return graph(
    listeners.flatMap(({ consumer, listens }) => {
      const heard = Map.groupBy(listens, (type) => type.split('.')[0] ?? '')
      return [...heard].map(([source, types]) => {
        const names = types.map((type) => type.slice(source.length + 1))
        return `${source} -. ${names.join('<br/>')} .-> ${consumer}`
      })
    }),
  )
}

function graph(lines: readonly string[]): string {
  return ['```mermaid', 'flowchart LR', ...lines.map((line) => `  ${line}`), '```'].join('\n')
}

function eventTable({ contracts, listeners }: Sources): string {
  const rows = eventsOf(contracts).map(({ type, event }) => {
    const ears = listeners.filter(({ listens }) => listens.includes(type)).map(({ consumer }) => consumer)
    return [`\`${type}\``, String(event.version), ears.join(', '), (event.aliases ?? []).join(', ')]
  })
  return table(['event', 'version', 'heard by', 'also known as'], rows)
}

function aliasTable(): string {
  const rows = ALIASES.map(({ method, from, to, as }) => [
    `\`${method ?? 'any'} /${from}\``,
    `\`${as ?? method ?? 'the same'} /api/v1/${to}\``,
  ])
  return table(['also written', 'means'], rows)
}

function neededFor(policy: Route['policy']): string {
  if (typeof policy === 'object') return `\`${policy.permission}\``
  if (policy === 'public') return ''
  return policy === 'signed_in_or_token' ? 'signed in, or `token`' : 'signed in'
}

function operationTable(contracts: readonly Contract[]): string {
  const rows = contracts.flatMap(({ name, routes }) =>
    Object.entries(routes)
      .filter(([, { policy }]) => policy !== 'service')
      .map(([route, { method, path, policy, summary }]) => [
        `\`${method} ${path}\``,
        `${name}.${route}`,
        neededFor(policy),
        summary.replaceAll('|', '\\|'),
      ]),
  )
  return table(['request', 'operation', 'needs', ''], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
