/** The files that the tidy rules look at. */
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { type ParseResult, parseSync } from 'oxc-parser'

const BINARY = /\.(png|jpe?g|webp|avif|gif|ico|woff2?|pdf|gz|zip)$/
const BYTES_MAX = 2_000_000

export type Source = { readonly path: string; readonly text: string }

/** Every text file of the repository that is tracked, or would be. */
export function readSources(root: string): Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed
    .split('\0')
    .filter((path) => path !== '' && !BINARY.test(path))
    .flatMap((path) => {
      const stat = statSync(`${root}/${path}`, { throwIfNoEntry: false })
      // Listed, but removed and not yet committed; or too big to have been written by a person.
      if (stat === undefined || stat.size > BYTES_MAX) return []
      return [{ path, text: readFileSync(`${root}/${path}`, 'utf8') }]
    })
}

/** TypeScript, or JavaScript that runs as it is. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path)
}

/** Tests and what they start: they play the outside world, so they may touch it. */
export function isTest(path: string): boolean {
  return /\.(test|fixture)\.tsx?$/.test(path)
}

const parsed = new WeakMap<Source, ParseResult>()

/** The syntax tree, made once per file. */
export function parse(source: Source): ParseResult {
  let result = parsed.get(source)
  if (result === undefined) {
    result = parseSync(source.path, source.text)
    parsed.set(source, result)
  }
  return result
}

/** The line of an offset, counted from 1. */
export function lineAt(source: Source, offset: number): number {
  return source.text.slice(0, offset).split('\n').length
}
