/** A description in two: its first sentence, which stands beside the price, and the rest in paragraphs. */

export type Told = { readonly first: string; readonly rest: readonly string[] }

/** A first sentence that is longer says too much for its place. */
const FIRST_CHARACTERS_MAX = 240

export function told(description: string): Told {
  const paragraphs = description
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
  const [opening = '', ...others] = paragraphs
  // One language for all: sentences of the languages that goods are described in end alike.
  const [sentence] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(opening)
  const first = sentence?.segment.trim() ?? ''
  if (first.length > FIRST_CHARACTERS_MAX) return { first: '', rest: paragraphs }
  const after = opening.slice(sentence?.segment.length ?? 0).trim()
  return { first, rest: [...(after === '' ? [] : [after]), ...others] }
}
