/** Words that do not belong into a repository that others will clone. */
import { type Rule, type Violation, world } from '../rule.ts'
import { type Source, isCode, lineAt } from '../source.ts'

/** These rules quote what they forbid. */
const OURSELVES = /^tools\/tidy\//

const HOSTS =
  /\b(registry\.[a-z]{3,}\.(org|com)|npm\.pkg\.github\.com|[\w.-]*(artifactory|nexus|verdaccio)[\w.-]*\.[a-z]{2,})\b/gi
const PLACES = /(?<![\w.$}])\/(work|root|home\/[a-z][\w-]*|Users\/[A-Za-z][\w-]*)\/[\w.-]/g
const LATER = /\b(TODO|FIXME|XXX|HACK)\b/g
const LEFT_OUT = /\b(test|it|describe|suite|bench)\s*\.\s*(skip|only|todo|skipIf|runIf|fails)\b/g

export const nothingNamesAMachine: Rule = {
  name: 'no file names a package registry or a place on one machine',
  check: (sources) => [
    ...matches(sources, HOSTS, 'whoever clones this has their own registry'),
    ...matches(sources, PLACES, 'whoever clones this has their own folders'),
  ],
  planted: [
    world('pnpm-lock.yaml', 'tarball: https://registry.example.org/pg/-/pg-8.0.0.tgz'),
    world('.npmrc', 'registry=https://artifactory.example.com/npm/'),
    world('docs/operating.md', 'cd /home/alice/rialto && npm start'),
    world('deploy/run.sh', 'exec /home/alice/rialto/start'),
    world('tools/a.ts', `const key = '/root/.ssh'`),
  ],
  sound: [
    world('docs/operating.md', 'npm config get registry; cd ~/rialto; see docs/home/notes.md'),
    world('apps/server/main.ts', `import a from './home/page.ts' // lies in /root, say`),
    world('pnpm-lock.yaml', '  pg@8.23.1:\n    resolution: {integrity: sha512-abc==}'),
  ],
}

export const nothingIsLeftForLater: Rule = {
  name: 'nothing is left for later, and no test is left out',
  check: (sources) => {
    const code = sources.filter(({ path }) => isCode(path) || /\.(sql|sh)$/.test(path))
    return [
      ...matches(code, LATER, 'do it, or write down in docs/ why not'),
      ...matches(
        code,
        LEFT_OUT,
        'make it pass or remove it; a test that cannot run here calls skip(reason) itself',
      ),
    ]
  },
  planted: [
    world('kernel/sql/database.ts', '// TODO: pool'),
    world('services/order/migrations/0001_order.sql', '-- FIXME'),
    world('services/order/service.test.ts', `test.skip('later', () => {})`),
    world('services/order/service.test.ts', `describe.only('this', () => {})`),
  ],
  sound: [
    world('services/order/service.test.ts', `test('a', ({ skip }) => skip('no broker here'))`),
    world('services/order/domain.ts', 'const todo = list.skip(1).only(2)'),
  ],
}

function matches(sources: readonly Source[], pattern: RegExp, instead: string): Violation[] {
  return sources
    .filter(({ path }) => !OURSELVES.test(path))
    .flatMap((source) =>
      [...source.text.matchAll(pattern)].map((match) => ({
        at: `${source.path}:${lineAt(source, match.index)}`,
        why: `${match[0]}: ${instead}`,
      })),
    )
}
