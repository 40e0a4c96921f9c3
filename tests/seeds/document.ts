/** docs/conformance.md, and the line of it that the README carries, made from the contract and the table. */
import { KINDS, type Row } from './contract.ts'
import { reasonOf } from './ledger.ts'
import type { Verdict, Verdicts } from './verdict.ts'

const ORDER = ['pass', 'different', 'later'] as const

export function conformancePage(rows: readonly Row[], verdicts: Verdicts): string {
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const table = sorted.map(({ id, kind, promise, exact }) => {
    const verdict = verdicts[id]
    if (!verdict) throw new Error(`${id} has no verdict`)
    const said = exact === promise || exact.startsWith('service ') ? promise : `${promise}: ${exact}`
    return [id, kind, cell(said), verdict.verdict, cell(reasonOf(verdict))]
  })
  const documents = [...new Set(sorted.map(({ seed }) => seed))]
  const waiting = Map.groupBy(
    sorted.filter(({ id }) => verdicts[id]?.verdict === 'later'),
    ({ id }) => reasonOf(verdicts[id] as Verdict),
  )
  return `# Conformance with the five source documents

Rialto grew out of five descriptions of a shop, 000 to 004. What they promise stands in
[seed-contract.jsonl](../tests/seeds/seed-contract.jsonl), one promise a line; this page says of each what has become of it.

- **pass**: a check of this very promise runs with \`npm test -- tests/seeds\` and holds. Requests are sent as the documents write them, on the ports that they name.
- **different**: kept otherwise, on purpose: why, and what there is instead.
- **later**: the part that it belongs to is not there yet.

Made by \`npm run conformance\`; a test fails while this page is behind its table.

## Totals

${grid(
  ['document', ...ORDER, 'all'],
  [
    ...documents.map((seed) =>
      tally(
        seed,
        rows.filter((row) => row.seed === seed),
        verdicts,
      ),
    ),
    tally('all', rows, verdicts),
  ],
)}

${grid(
  ['kind', ...ORDER, 'all'],
  KINDS.map((kind) =>
    tally(
      kind,
      rows.filter((row) => row.kind === kind),
      verdicts,
    ),
  ),
)}

## What has to come first

${grid(
  ['part', 'promises'],
  [...waiting]
    .toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([part, of]) => [cell(part), String(of.length)]),
)}

## Every promise

${grid(['id', 'kind', 'promise', 'verdict', 'shown by, or why'], table)}
`
}

/** One line for the README. */
export function conformanceLine(rows: readonly Row[], verdicts: Verdicts): string {
  const [, passed, otherwise, later] = tally('', rows, verdicts)
  return `Of the ${rows.length} promises of its five source documents, ${passed} are checked by tests and hold, ${otherwise} are kept otherwise on purpose, ${later} wait for parts to come: [docs/conformance.md](docs/conformance.md).`
}

/** The README with its line of today. Throws where the line has no place. */
export function withLine(readme: string, line: string): string {
  const place = /<!-- conformance -->\n+.*\n/
  if (!place.test(readme)) throw new Error('the README has no <!-- conformance --> before its line')
  return readme.replace(place, () => `<!-- conformance -->\n\n${line}\n`)
}

function tally(name: string, rows: readonly Row[], verdicts: Verdicts): string[] {
  const count = (word: Verdict['verdict']) => rows.filter(({ id }) => verdicts[id]?.verdict === word).length
  return [name, ...ORDER.map((word) => String(count(word))), String(rows.length)]
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
