/**
 * Which room may import which: the table of the architecture. Imports go down (apps, services, contracts, kernel),
 * adapters stand beside, and nobody reaches into another's folder with a relative path.
 */
import { dirname, posix } from 'node:path'
import { type Rule, type Violation, world } from '../rule.ts'
import { type Source, isCode, isTest, lineAt, parse } from '../source.ts'

/** A room, or one of many alike: `kernel`, `services/order`, `apps/server`. */
type Room = string

type Import = { readonly specifier: string; readonly offset: number }

/** What each room may import of ours besides itself, as a beginning of `room/path`. */
const MAY_IMPORT: readonly { readonly room: RegExp; readonly may: RegExp; readonly instead: string }[] = [
  { room: /^kernel$/, may: /^$/, instead: 'the kernel knows nothing of the shop' },
  {
    room: /^contracts$/,
    may: /^kernel\/contract\//,
    instead: 'a contract is made of kernel/contract and nothing else',
  },
  {
    room: /^services\//,
    may: /^(kernel|contracts)\//,
    instead: 'a service knows others by their contracts; take a client or a port as a need',
  },
  {
    room: /^adapters\//,
    may: /^kernel\//,
    instead: 'an adapter fills a port of the kernel and knows no shop',
  },
  {
    room: /^apps\/storefront$/,
    may: /^(contracts|packages|kernel\/(client|contract|money|net))\//,
    instead: 'the storefront speaks to the shop through contracts and kernel/client',
  },
  {
    room: /^packages\//,
    may: /^(contracts|kernel\/(contract|document))\//,
    instead: 'what others install is made from contracts and carries nothing of the house',
  },
  {
    room: /^apps\//,
    may: /^(kernel|contracts|services|adapters|apps|packages)\//,
    instead: 'apps stand above tests and tools',
  },
  {
    room: /^(tests|bench|tools)$/,
    may: /^(kernel|contracts|apps|adapters|packages)\//,
    instead: "a service's own tests lie beside it; others enter through apps and contracts",
  },
]

/** A contract is plain data: what it says must be readable in a browser, too. */
const CONTRACT_LIBRARIES = /^typebox(\/|$)/

export const importsStayInTheirRooms: Rule = {
  name: 'imports go down: apps, services, contracts, kernel; nobody enters a room by the window',
  check: (sources) => sources.filter(({ path }) => isCode(path)).flatMap((source) => checkFile(source)),
  planted: [
    world('kernel/sql/a.ts', `import { order } from '@rialto/contracts/order'`),
    world('kernel/sql/a.ts', `import { order } from '../../contracts/order.ts'`),
    world('contracts/order.ts', `import { inventory } from './inventory.ts'`),
    world('contracts/order.ts', `import { inventory } from '@rialto/contracts/inventory'`),
    world('contracts/order.ts', `import { mount } from '@rialto/kernel/server/mount'`),
    world('contracts/order.ts', `import pg from 'pg'`),
    world('contracts/order.ts', `import { readFileSync } from 'node:fs'`),
    world('services/order/service.ts', `import { inventoryService } from '@rialto/inventory'`),
    world('services/order/service.ts', `import type { Stock } from '@rialto/inventory'`),
    world('services/order/service.ts', `export { reserve } from '../inventory/domain.ts'`),
    world('services/order/hold/store.ts', `const stock = await import('../../inventory/domain.ts')`),
    world(
      'services/order/service.ts',
      `import { startEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'`,
    ),
    world('services/order/service.test.ts', `import { platform } from '@rialto/server/platform'`),
    world('adapters/kafka/kafka.ts', `import { order } from '@rialto/contracts/order'`),
    world('adapters/kafka/kafka.ts', `import { start } from '../postgres/embedded.ts'`),
    world('apps/storefront/app/page.tsx', `import { mount } from '@rialto/kernel/server/mount'`),
    world('apps/storefront/app/page.tsx', `import { orderService } from '@rialto/order'`),
    world('packages/client/rialto.ts', `import { mount } from '@rialto/kernel/server/mount'`),
    world('packages/client/rialto.ts', `import { orderService } from '@rialto/order'`),
    world('services/order/service.ts', `import { Rialto } from '@rialto/client'`),
    world('tests/journeys/order.test.ts', `import { decide } from '@rialto/order'`),
    world('tests/journeys/order.test.ts', `import { decide } from '../../services/order/domain.ts'`),
  ],
  sound: [
    world('kernel/sql/a.ts', `import pg from 'pg'\nimport { b } from '../events/b.ts'`),
    world(
      'contracts/order.ts',
      `import Type from 'typebox'\nimport { route } from '@rialto/kernel/contract/contract'`,
    ),
    world('contracts/order.ts', `import { orderEvents } from './order/events.ts'`),
    world('contracts/order.test.ts', `import { test } from 'vitest'\nimport { order } from './order.ts'`),
    world(
      'services/order/hold/store.ts',
      `import { a } from '../domain.ts'\nimport { b } from '@rialto/contracts/inventory'`,
    ),
    world('adapters/kafka/kafka.ts', `import type { Bus } from '@rialto/kernel/ports/bus'`),
    world('apps/server/main.ts', `import { orderService } from '@rialto/order'`),
    world('tests/journeys/order.test.ts', `import { platform } from '@rialto/server/platform'`),
    world('packages/client/api.ts', `import { order } from '@rialto/contracts/order'`),
    world('tests/client/client.test.ts', `import { Rialto } from '@rialto/client'`),
  ],
}

function checkFile(source: Source): Violation[] {
  const from = roomOf(source.path)
  // A contract's test lies beside it and must reach it.
  if (from === undefined || (from === 'contracts' && isTest(source.path))) return []
  const law = MAY_IMPORT.find(({ room }) => room.test(from))
  if (law === undefined) return []
  return importsOf(source).flatMap(({ specifier, offset }) => {
    const violation = judge(source.path, from, law, specifier)
    return violation === undefined
      ? []
      : [{ at: `${source.path}:${lineAt(source, offset)}`, why: `${specifier}: ${violation}` }]
  })
}

function judge(
  path: string,
  from: Room,
  law: (typeof MAY_IMPORT)[number],
  specifier: string,
): string | undefined {
  const target = targetOf(path, specifier)
  if (target === undefined) {
    return from === 'contracts' && !CONTRACT_LIBRARIES.test(specifier) ? law.instead : undefined
  }
  if (from === 'contracts' && target.startsWith('contracts/') && contractOf(target) !== contractOf(path)) {
    return 'contracts do not know each other'
  }
  if (roomOf(target) === from) return undefined
  if (specifier.startsWith('.')) return `a relative path may not leave ${from}`
  return law.may.test(target) ? undefined : law.instead
}

/** `contracts/order.ts` and `contracts/order/events.ts` are one contract, split by noun. */
function contractOf(path: string): string | undefined {
  return /^contracts\/([^/.]+)/.exec(path)?.[1]
}

/** Where an import leads, as a path from the root; undefined for what is not ours. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(dirname(path), specifier)
  const [, name = '', rest = ''] = /^@rialto\/([^/]+)(\/.*)?$/.exec(specifier) ?? []
  if (name === '') return undefined
  return `${roomNamed(name)}${rest}/`
}

function roomNamed(packageName: string): Room {
  if (packageName === 'kernel' || packageName === 'contracts') return packageName
  if (packageName === 'client') return 'packages/client'
  if (packageName.startsWith('adapter-')) return `adapters/${packageName.slice('adapter-'.length)}`
  if (['server', 'cli', 'storefront'].includes(packageName)) return `apps/${packageName}`
  return `services/${packageName}`
}

function roomOf(path: string): Room | undefined {
  const [first = '', second = ''] = path.split('/')
  if (['services', 'adapters', 'apps', 'packages'].includes(first)) return `${first}/${second}`
  return ['kernel', 'contracts', 'tests', 'bench', 'tools'].includes(first) ? first : undefined
}

function importsOf(source: Source): Import[] {
  const { staticImports, staticExports, dynamicImports } = parse(source).module
  const requests = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ]
  return [
    ...requests.map(({ value, start }) => ({ specifier: value, offset: start })),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      specifier: source.text.slice(start + 1, end - 1),
      offset: start,
    })),
  ]
}
