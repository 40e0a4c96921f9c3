/**
 * JSON as a contract wants it. `JSON.parse` keeps the last of two equal keys, lets `__proto__` pass,
 * and takes any depth; text from outside is therefore scanned once before it is parsed.
 */
import { isUtf8 } from 'node:buffer'
import { Problem } from '../contract/problem.ts'

export const DEPTH_MAX = 32
/** Far more than any contract knows; checking eighty thousand unknown names took half a second. */
export const NAMES_MAX = 1_000
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Parses a request body. Throws `not_json` for what is no JSON or is ambiguous; changes no value. */
export function parseBody(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw refusal('The body is not valid UTF-8.')
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw refusal(`The body does not parse as JSON: ${(error as Error).message.slice(0, 200)}`)
  }
  // Only text that JSON.parse accepts gets here, so what follows may trust the grammar.
  scan(text)
  // A backslash stands in strings alone, and always begins an escape.
  if (text.includes('\\')) refuseBrokenText(value)
  return value
}

/** Walks the tokens: depth, and for each object its keys. */
function scan(text: string): void {
  // The names met so far in each open object; undefined stands for an open array.
  const scopes: (Set<string> | undefined)[] = []
  let expectsKey = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const start = at
      at = endOfString(text, start)
      if (expectsKey) {
        rememberKey(scopes.at(-1), spelledOut(text.slice(start + 1, at)))
        expectsKey = false
      }
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      scopes.push(code === OPEN_OBJECT ? new Set() : undefined)
      if (scopes.length > DEPTH_MAX) throw refusal(`The body is nested deeper than ${DEPTH_MAX} levels.`)
      expectsKey = code === OPEN_OBJECT
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      scopes.pop()
      expectsKey = false
    } else if (code === COMMA) {
      expectsKey = scopes.at(-1) !== undefined
    }
  }
}

/** Where the string that begins at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at
    if (code === BACKSLASH) at += 1
  }
}

/** What stands between the quotes of a string, read. Few names hold an escape, and those alone cost a parse. */
function spelledOut(written: string): string {
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written
}

function rememberKey(keys: Set<string> | undefined, key: string): void {
  if (FORBIDDEN_KEYS.has(key)) throw refusal(`The property name ${key} is not allowed.`)
  if (keys?.has(key)) throw refusal(`The property ${key.slice(0, 64)} stands twice in one object.`)
  if (keys?.size === NAMES_MAX) throw refusal(`An object has more than ${NAMES_MAX} properties.`)
  keys?.add(key)
}

/** An escape can spell what UTF-8 cannot: NUL (PostgreSQL refuses it) and half a surrogate pair. */
function refuseBrokenText(value: unknown): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw refusal('A string holds half a surrogate pair.')
    if (value.includes('\u0000')) throw refusal('A string holds a NUL character.')
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      refuseBrokenText(key)
      refuseBrokenText(inner)
    }
  }
}

function refusal(detail: string): Problem {
  return new Problem('not_json', { detail })
}
