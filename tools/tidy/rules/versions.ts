/** Two clones of one commit run the same code: every version is exact, and only we refer to ourselves. */
import { type Rule, type Violation, world } from '../rule.ts'
import { type Source } from '../source.ts'

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

type Manifest = { readonly [Kind in (typeof KINDS)[number]]?: Readonly<Record<string, string>> }

export const versionsAreExact: Rule = {
  name: 'every dependency has an exact version, and those of ours are workspace:*',
  check: (sources) =>
    sources
      .filter(({ path }) => /(^|\/)package\.json$/.test(path))
      .flatMap((source) => checkManifest(source)),
  planted: [
    world('kernel/package.json', '{"dependencies":{"pg":"^8.23.1"}}'),
    world('kernel/package.json', '{"devDependencies":{"vitest":"latest"}}'),
    world('services/order/package.json', '{"dependencies":{"@rialto/kernel":"0.0.0"}}'),
  ],
  sound: [
    world(
      'kernel/package.json',
      '{"dependencies":{"pg":"8.23.1","a":"1.0.0-beta.17","@rialto/b":"workspace:*"}}',
    ),
  ],
}

function checkManifest(source: Source): Violation[] {
  const manifest = JSON.parse(source.text) as Manifest
  return KINDS.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([name, version]) =>
        name.startsWith('@rialto/') ? version !== 'workspace:*' : !EXACT.test(version),
      )
      .map(([name, version]) => ({ at: source.path, why: `${name} ${version}: say which one exactly` })),
  )
}
