/** Writes docs/ anew; run from the root of the repository. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { writtenDocuments } from './written.ts'

for (const { path, make } of writtenDocuments()) {
  mkdirSync(dirname(path), { recursive: true })
  const now = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const next = make(now)
  if (next === now) continue
  writeFileSync(path, next)
  process.stdout.write(`${path}\n`)
}
