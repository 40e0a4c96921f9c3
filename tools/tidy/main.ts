/** Prints what is untidy, for `npm run check`. */
import { RULES } from './rules.ts'
import { readSources } from './source.ts'

const sources = readSources(process.cwd())
for (const { name, check } of RULES) {
  const violations = check(sources)
  if (violations.length === 0) continue
  process.exitCode = 1
  process.stdout.write(`\n${name}\n${violations.map(({ at, why }) => `  ${at}  ${why}\n`).join('')}`)
}
