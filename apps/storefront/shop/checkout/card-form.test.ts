import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { words } from '../../words/words.ts'
import { CardForm } from './card-form.tsx'
import { checkoutTexts } from './words-of.ts'

const html = renderToStaticMarkup(
  createElement(
    'form',
    { id: 'checkout' },
    createElement(CardForm, {
      card: { number: '4242 4242 4242 4242', expiry: '12 / 29', cvc: '123' },
      onCard: () => {},
      faults: { number: words('checkout', 'en')('numberWrong') },
      texts: checkoutTexts('en'),
      testCards: [{ number: '4242 4242 4242 4242', token: 'tok_visa', what: 'pays' }],
      onSend: () => {},
    }),
  ),
)
const inputs = html.match(/<input[^>]*>/g) ?? []
const valueOf = (input: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1]

test('no field of a card belongs to the form that is sent, whatever sends it', () => {
  expect(inputs.length).toBe(3)
  for (const input of inputs) {
    const owner = valueOf(input, 'form')
    expect(owner, input).toBeTruthy()
    expect(html).not.toContain(`id="${owner}"`)
  }
})

test('browsers know which part of a card each field is', () => {
  expect(inputs.map((input) => valueOf(input, 'autoComplete') ?? valueOf(input, 'autocomplete'))).toEqual([
    'cc-number',
    'cc-exp',
    'cc-csc',
  ])
})
