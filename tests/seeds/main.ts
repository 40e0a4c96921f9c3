/** Writes docs/conformance.md and its line in the README anew; run from the root of the repository. */
import { readFileSync, writeFileSync } from 'node:fs'
import { readContract } from './contract.ts'
import { conformanceLine, conformancePage, withLine } from './document.ts'
import { VERDICTS } from './verdicts.ts'

const rows = readContract()
writeFileSync('docs/conformance.md', conformancePage(rows, VERDICTS))
writeFileSync('README.md', withLine(readFileSync('README.md', 'utf8'), conformanceLine(rows, VERDICTS)))
