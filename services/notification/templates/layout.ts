/**
 * The form of a mail: 600 pixels, no tables, no pictures, one button, the reader's own fonts and theme,
 * and a plain-text twin that says the same. Everything a person entered is escaped by the tag.
 */
import { html, Html } from '@rialto/kernel/html/html'
import type { Fact, Language, Letter, ReceiptWords } from './letter.ts'

/** The shop's colours. Mail programs that drop style sheets still show black on white in the right order. */
const STYLE = new Html(`
  :root { color-scheme: light dark; }
  body { margin: 0; padding: 24px 20px 48px; background: #FBFCFA; color: #0B3D42;
    font: 17px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere; }
  main, header, footer { max-width: 600px; margin: 0 auto; }
  header { padding-bottom: 32px; font-size: 20px; font-weight: 700; letter-spacing: -.02em; }
  h1 { margin: 0 0 16px; font-size: 32px; line-height: 1.1; letter-spacing: -.02em; }
  h2 { margin: 32px 0 8px; font-size: 17px; }
  p { margin: 0 0 16px; }
  dl, ul { margin: 0 0 16px; padding: 0; list-style: none; }
  .row { display: flex; justify-content: space-between; gap: 24px; padding: 8px 0; border-bottom: 1px solid #D5DDD7; }
  .row dd, .row .sum { margin: 0; font-variant-numeric: tabular-nums; text-align: right; }
  .sum { white-space: nowrap; }
  .quiet, .row dt { color: #3F6064; }
  .last, .last dt { color: inherit; font-weight: 700; border-bottom: 0; }
  .button { display: inline-block; margin: 16px 0 32px; padding: 12px 24px; border-radius: 999px;
    background: #C2410C; color: #fff; font-weight: 700; text-decoration: none; }
  footer { margin-top: 48px; font-size: 13px; color: #3F6064; }
  .preview { display: none; max-height: 0; overflow: hidden; }
  @media (prefers-color-scheme: dark) {
    body { background: #071F22; color: #E8F0EC; }
    .row { border-color: #244448; }
    .quiet, .row dt, footer { color: #A3B8B6; }
    .last dt { color: inherit; }
    .button { background: #FF8A4C; color: #1A0B04; }
  }`)

export function htmlOf(letter: Letter, { tag, why }: Language): string {
  return html`<!doctype html>
    <html lang="${tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${line(letter.subject)}</title>
        <base target="_blank" />
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <div class="preview">${line(letter.preview)}</div>
        <header>Rialto</header>
        <main>
          <h1>${line(letter.heading)}</h1>
          ${letter.paragraphs.map((text) => html`<p>${line(text)}</p> `)}${factList(letter.facts)}${letter.receipt ? receipt(letter.receipt) : ''}
          <a class="button" href="${letter.button.href}" rel="noopener noreferrer"
            >${line(letter.button.label)}</a
          >
          <p class="quiet">${line(letter.closing)}</p>
        </main>
        <footer>${line(why)}</footer>
      </body>
    </html> `.text
}

function factList(facts: readonly Fact[]): Html | undefined {
  if (facts.length === 0) return undefined
  return html`<dl>
    ${facts.map(
      ({ name, value }) =>
        html`<div class="row">
          <dt>${line(name)}</dt>
          <dd>${line(value)}</dd>
        </div> `,
    )}
  </dl>`
}

function receipt({ title, lines, sums }: ReceiptWords): Html {
  return html`<h2>${line(title)}</h2>
    <ul>
      ${lines.map(({ quantity, name, total }) => html`<li class="row"><span>${quantity} × ${line(name)}</span> <span class="sum">${total}</span></li> `)}
    </ul>
    <dl>
      ${sums.map(
        ({ name, value }, i) =>
          html`<div class="row${i === sums.length - 1 ? ' last' : ''}">
            <dt>${line(name)}</dt>
            <dd class="sum">${line(value)}</dd>
          </div> `,
      )}
    </dl>`
}

const TEXT_WIDTH = 72

export function textOf(letter: Letter, { why }: Language): string {
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
    sold ? sold.sums.map(({ name, value }) => `${name}: ${value}`) : [],
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

/** One line, read in one direction: a name must not be able to look like a line of ours, or turn one round. */
function line(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
