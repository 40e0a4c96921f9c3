/**
 * Reads the requests of `requests/*.http`: blocks of `### ids title`, then directives, then the request, either as the
 * curl command that a document prints or as a request line, headers and a body. `### also` begins a request that no
 * document writes, and that its row is judged by as well; `### setup` one that others need.
 *
 *   # expect 201              the status
 *   # has a.b c               these members are there          # hasnot a   this one is not
 *   # is a.b = "x"            this member has this value
 *   # keep NAME = a.b         {{NAME}} stands for this member from here on
 *   # put TEXT = {{NAME}}     what a reader is meant to fill in
 *   # wait                    ask again until it holds: it comes of an event
 */
import { readFileSync } from 'node:fs'

export type WrittenRequest = {
  readonly ids: readonly string[]
  readonly title: string
  /** No document writes it; it shows more of what its row promises. */
  readonly isFurther: boolean
  readonly directives: readonly Directive[]
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

type Directive = { readonly word: string; readonly text: string }

export const DOCUMENTS = ['000', '001', '002', '003', '004'] as const

const ID = /^\d{3}-[A-Z]\d{3}$/

/** The requests of a document, in its order. */
export function readRequests(document: string): readonly WrittenRequest[] {
  return parseRequests(readFileSync(new URL(`requests/${document}.http`, import.meta.url), 'utf8'))
}

export function parseRequests(text: string): readonly WrittenRequest[] {
  return text.split(/^### /m).slice(1).map(parseBlock)
}

function parseBlock(block: string): WrittenRequest {
  const [heading = '', ...lines] = block.trimEnd().split('\n')
  const words = heading.split(' ')
  const ids = words.filter((word) => ID.test(word))
  const directives = lines
    .filter((line) => line.startsWith('# '))
    .map((line) => {
      const [, word = '', rest = ''] = /^# (\w+)\s*(.*)$/.exec(line) ?? []
      return { word, text: rest }
    })
  const request = lines.filter((line) => !line.startsWith('# ')).join('\n')
  const title = words.filter((word) => !ids.includes(word)).join(' ')
  const isFurther = words[0] === 'also'
  return {
    ids,
    title,
    isFurther,
    directives,
    ...(request.startsWith('curl ') ? readCurl(request) : readPlain(request)),
  }
}

type Request = Pick<WrittenRequest, 'method' | 'url' | 'headers' | 'body'>

/** The few flags of curl that the documents use; any other is refused. */
function readCurl(command: string): Request {
  const words = [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )
  let method: string | undefined
  let url = ''
  let body: string | undefined
  const headers: Record<string, string> = {}
  for (let i = 1; i < words.length; i += 1) {
    const word = words[i] ?? ''
    if (word === '-X') method = words[(i += 1)]
    else if (word === '-d') body = words[(i += 1)]
    else if (word === '-H') Object.assign(headers, readHeader(words[(i += 1)] ?? ''))
    else if (word.startsWith('-')) throw new Error(`curl ${word} is not understood`)
    else url = word
  }
  return { method: method ?? (body === undefined ? 'GET' : 'POST'), url, headers, body }
}

function readPlain(request: string): Request {
  const [head = '', ...rest] = request.split('\n\n')
  const [line = '', ...headerLines] = head.split('\n')
  const [method = '', url = ''] = line.split(' ')
  const body = rest.length === 0 ? undefined : rest.join('\n\n')
  const headers = Object.assign(
    body === undefined ? {} : { 'content-type': 'application/json' },
    ...headerLines.map(readHeader),
  ) as Record<string, string>
  return { method, url, headers, body }
}

function readHeader(line: string): Record<string, string> {
  const cut = line.indexOf(':')
  return { [line.slice(0, cut).toLowerCase()]: line.slice(cut + 1).trim() }
}
