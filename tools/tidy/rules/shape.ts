/** Where files may lie and what they may be called: a person who knows one service finds their way in all of them. */
import { basename, dirname } from 'node:path'
import { type Rule, type Violation, world } from '../rule.ts'
import { type Source, isCode, parse } from '../source.ts'

const ROOM_FILES =
  /^(service|reactions|domain|store)\.ts$|^[a-z][a-z0-9-]*(\.[a-z0-9-]+)?\.(test|fixture)\.ts$/
const NOUN_FILES = /^[a-z][a-z0-9-]*(\.(test|fixture))?\.ts$/
const TOP_FILES = /^(README\.md|package\.json)$/
const MIGRATION = /^\d{4}_[a-z0-9_]+\.sql$/
const NOUN = /^[a-z][a-z0-9-]*$/
const LAYERS =
  /^(controllers?|repositor(y|ies)|models?|handlers?|types|interfaces|dtos?|entities|services?|queries)$/
const BANNED = /(^|\/)(utils?|helpers?|common|shared|misc|lib)(\/|\.[a-z]+$)|(^|\/)index\.(ts|tsx|mjs)$/

const README_LINES_MAX = 30
const FILE_LINES_MAX = 300

/** Files that are longer, and how long each may be. It only ever shrinks. */
const LONGER: Readonly<Record<string, number>> = {}

export const servicesHaveOneShape: Rule = {
  name: 'every service has the same shape',
  check: (sources) => {
    const services = Map.groupBy(
      sources.filter(({ path }) => path.startsWith('services/')),
      ({ path }) => path.split('/')[1] ?? '',
    )
    return [...services].flatMap(([name, files]) => [
      ...checkParts(name, files),
      ...files.flatMap(checkPlace),
    ])
  },
  planted: [
    world('services/order/service.ts', ''),
    [...wholeService(), { path: 'services/order/OrderManager.ts', text: 'export const a = 1' }],
    [...wholeService(), { path: 'services/order/repositories/store.ts', text: '' }],
    [...wholeService(), { path: 'services/order/hold/deep/store.ts', text: '' }],
    [...wholeService(), { path: 'services/order/hold/notes.md', text: '' }],
    [...wholeService(), { path: 'services/order/migrations/add-table.sql', text: '' }],
    wholeService().map((file) => (file.path.endsWith('.md') ? { ...file, text: 'line\n'.repeat(31) } : file)),
    wholeService().map((file) =>
      file.path.endsWith('.json') ? { ...file, text: '{"name":"@rialto/orders"}' } : file,
    ),
    [...wholeService(), { path: 'services/order/routes.ts', text: 'export const routes = 1' }],
  ],
  sound: [
    wholeService(),
    [...wholeService(), { path: 'services/order/hold/store.ts', text: '' }],
    [...wholeService(), { path: 'services/order/mail/template.ts', text: 'export const a = 1' }],
    [...wholeService(), { path: 'services/order/domain.test.ts', text: '' }],
    [
      ...wholeService(),
      { path: 'services/order/provider.ts', text: 'export type Provider = { pay(): void }' },
    ],
  ],
}

export const namesSayWhatAThingIs: Rule = {
  name: 'names say what a thing is: no utils, no helpers, no barrels',
  check: (sources) =>
    sources
      .filter(({ path }) => (isCode(path) || path.endsWith('.sql')) && BANNED.test(path))
      .map(({ path }) => ({
        at: path,
        why: 'name it after what it decides, and import from the file itself',
      })),
  planted: [
    world('kernel/utils/text.ts', ''),
    world('services/order/helpers.ts', ''),
    world('contracts/index.ts', ''),
    world('apps/storefront/lib/money.ts', ''),
    world('kernel/shared.ts', ''),
  ],
  sound: [world('kernel/library/shared-lock.ts', ''), world('apps/server/commonwealth.ts', '')],
}

export const filesFitOneSitting: Rule = {
  name: `a file has at most ${FILE_LINES_MAX} lines`,
  check: (sources) => {
    const lengths = sources
      .filter(({ path }) => isCode(path))
      .map(({ path, text }) => ({ path, lines: linesIn(text) }))
    return lengths.flatMap(({ path, lines }) => {
      const max = LONGER[path] ?? FILE_LINES_MAX
      if (lines > max) return [{ at: path, why: `${lines} lines, of ${max}: split it by noun` }]
      if (path in LONGER && lines < max)
        return [{ at: path, why: `${lines} lines now: lower its number in LONGER` }]
      return []
    })
  },
  planted: [world('kernel/sql/database.ts', 'export {}\n'.repeat(FILE_LINES_MAX + 1))],
  sound: [world('kernel/sql/database.ts', 'export {}\n'.repeat(FILE_LINES_MAX))],
}

function checkParts(name: string, files: readonly Source[]): Violation[] {
  const root = `services/${name}`
  const named = new Map(files.map((file) => [file.path.slice(root.length + 1), file.text]))
  const missing = ['README.md', 'package.json', 'service.ts'].filter((part) => !named.has(part))
  const readme = named.get('README.md') ?? ''
  const manifest = JSON.parse(named.get('package.json') ?? '{}') as { name?: unknown }
  return [
    ...missing.map((part) => ({ at: root, why: `it has no ${part}` })),
    ...(linesIn(readme) > README_LINES_MAX
      ? [
          {
            at: `${root}/README.md`,
            why: `more than ${README_LINES_MAX} lines: what it owns, says, listens to and promises`,
          },
        ]
      : []),
    ...(named.has('package.json') && manifest.name !== `@rialto/${name}`
      ? [{ at: `${root}/package.json`, why: `its name is not @rialto/${name}` }]
      : []),
  ]
}

function checkPlace(source: Source): Violation[] {
  const [, , ...within] = source.path.split('/')
  const folder = within.length > 1 ? dirname(within.join('/')) : ''
  const file = basename(source.path)
  const fits =
    folder === ''
      ? TOP_FILES.test(file) || ROOM_FILES.test(file) || isPort(source)
      : folder === 'migrations'
        ? MIGRATION.test(file)
        : NOUN.test(folder) && !LAYERS.test(folder) && NOUN_FILES.test(file)
  return fits
    ? []
    : [
        {
          at: source.path,
          why: 'a service is service, reactions, domain, store, migrations, ports, and the same by noun',
        },
      ]
}

/** A port says what a service needs of the outside: types, and nothing that runs. */
function isPort(source: Source): boolean {
  if (!/^[a-z][a-z0-9-]*\.ts$/.test(basename(source.path))) return false
  return parse(source).program.body.every(
    (node) =>
      (node.type === 'ImportDeclaration' && node.importKind === 'type') ||
      (node.type === 'ExportNamedDeclaration' && node.exportKind === 'type') ||
      node.type === 'TSTypeAliasDeclaration',
  )
}

function linesIn(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function wholeService(): Source[] {
  return [
    { path: 'services/order/README.md', text: '# Order\n' },
    { path: 'services/order/package.json', text: '{"name":"@rialto/order"}' },
    { path: 'services/order/service.ts', text: '' },
    { path: 'services/order/migrations/0001_order.sql', text: '' },
  ]
}
