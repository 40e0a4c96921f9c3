/** Fills a compiled layout. It is taken apart once; every text is made one line, escaped, and put in its place. */
import { escapeHtml } from '@rialto/kernel/html/html'

export type Filling = { readonly [name: string]: string | readonly Filling[] }

type Piece =
  | { readonly literal: string }
  | { readonly value: string }
  | { readonly list: string; readonly pieces: readonly Piece[] }

/** Throws for a layout whose lists do not close: found at the start, not in a mail. */
export function layoutOf(source: string): (filling: Filling) => string {
  const { pieces, rest } = piecesOf(source.split(/(\{\{[#/]?\w+\}\})/), undefined)
  if (rest.length > 0) throw new Error('the layout closes a list that it did not open')
  return (filling) => fill(pieces, filling)
}

function piecesOf(tokens: readonly string[], open: string | undefined): { pieces: Piece[]; rest: string[] } {
  const pieces: Piece[] = []
  let left = [...tokens]
  while (left.length > 0) {
    const [token = '', ...rest] = left
    const [, sign, name = ''] = /^\{\{([#/]?)(\w+)\}\}$/.exec(token) ?? []
    left = rest
    if (sign === undefined) pieces.push({ literal: token })
    else if (sign === '') pieces.push({ value: name })
    else if (sign === '/' && name === open) return { pieces, rest: left }
    else if (sign === '/') throw new Error(`the layout closes ${name} inside ${open}`)
    else {
      const inner = piecesOf(left, name)
      pieces.push({ list: name, pieces: inner.pieces })
      left = inner.rest
    }
  }
  if (open !== undefined) throw new Error(`the layout never closes ${open}`)
  return { pieces, rest: [] }
}

function fill(pieces: readonly Piece[], filling: Filling): string {
  return pieces
    .map((piece) => {
      if ('literal' in piece) return piece.literal
      if ('value' in piece) return escapeHtml(line(textIn(filling, piece.value)))
      const entries = filling[piece.list]
      if (!Array.isArray(entries)) throw new Error(`the layout wants a list ${piece.list}`)
      return (entries as readonly Filling[]).map((entry) => fill(piece.pieces, entry)).join('')
    })
    .join('')
}

function textIn(filling: Filling, name: string): string {
  const text = filling[name]
  if (typeof text !== 'string') throw new Error(`the layout wants a text ${name}`)
  return text
}

/** One line, read in one direction: a name must not be able to look like a line of ours, or turn one round. */
export function line(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
