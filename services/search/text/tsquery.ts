/**
 * Full text queries as values, and their spelling for PostgreSQL. Words are letters and digits by the
 * time they come here, and still every one is quoted: what a person typed never becomes an operator.
 */
export type Node =
  | { readonly kind: 'word'; readonly word: string; readonly prefix?: boolean }
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }

export function word(text: string): Node {
  return { kind: 'word', word: text }
}

/** Words that start like this. */
export function prefix(text: string): Node {
  return { kind: 'word', word: text, prefix: true }
}

export function phrase(words: readonly string[]): Node {
  const [only] = words
  return words.length === 1 && only !== undefined ? word(only) : { kind: 'phrase', words }
}

export function all(of: readonly Node[]): Node {
  const [only] = of
  return of.length === 1 && only ? only : { kind: 'all', of }
}

export function any(of: readonly Node[]): Node {
  const [only] = of
  return of.length === 1 && only ? only : { kind: 'any', of }
}

/** The text of a `tsquery`; with weights (`A`, `AB`) only words in those parts of a document count. */
export function rendered(node: Node, weights = ''): string {
  switch (node.kind) {
    case 'word':
      return lexeme(node.word, (node.prefix ? '*' : '') + weights)
    case 'phrase':
      return `(${node.words.map((each) => lexeme(each, weights)).join(' <-> ')})`
    case 'all':
    case 'any':
      return `(${node.of.map((each) => rendered(each, weights)).join(node.kind === 'all' ? ' & ' : ' | ')})`
  }
}

/** Quoted as `tsvector` and `tsquery` both read it. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function lexeme(text: string, flags: string): string {
  return flags === '' ? quoted(text) : `${quoted(text)}:${flags}`
}
