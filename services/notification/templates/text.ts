/** The plain-text twin of a mail: the same words in the same order, in lines that any program shows whole. */
import { line } from './fill.ts'
import type { Letter } from './letter.ts'

const TEXT_WIDTH = 72

export function textOf(letter: Letter, why: string): string {
  const { receipt: sold } = letter
  const parts = [
    [line(letter.heading)],
    ...letter.paragraphs.map((text) => wrapped(line(text))),
    letter.facts.map(({ name, value }) => `${name}: ${line(value)}`),
    sold
      ? [
          sold.title,
          ...sold.lines.map(({ quantity, name, total }) => `  ${quantity} × ${line(name)}  ${total}`),
        ]
      : [],
    sold ? [...sold.sums, sold.total].map(({ name, value }) => `${name}: ${value}`) : [],
    [`${letter.button.label}:`, letter.button.href],
    wrapped(line(letter.closing)),
    ['-- ', 'Rialto', ...wrapped(why)],
  ]
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < TEXT_WIDTH)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
