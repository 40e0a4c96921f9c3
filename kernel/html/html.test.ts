import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, html } from './html.ts'

test('whatever a person typed stays text, between tags and inside a quoted attribute', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '/', '=', ' ', '😀') }),
      (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/)
        expect(html`<a title="${text}">${text}</a>`.text).toBe(
          `<a title="${escapeHtml(text)}">${escapeHtml(text)}</a>`,
        )
      },
    ),
  )
})

test('pieces of HTML are inserted as they are, lists joined, and nothing for nothing', () => {
  const items = ['a<b', 'c'].map((item) => html`<li>${item}</li>`)
  expect(html`${items}${null}${undefined}${false}${0}`.text).toBe('<li>a&lt;b</li><li>c</li>0')
})
