import { expect, test } from 'vitest'
import { readSent } from './sent.ts'

const asked = (body: string, headers: Record<string, string>, url = 'http://shop.test/shop/cart/items') =>
  readSent(
    new Request(url, {
      method: 'POST',
      headers: { 'content-length': String(body.length), ...headers },
      body,
    }),
  )
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const SCRIPT = { 'content-type': 'application/json' }

test('a form and a script say the same, and are told apart', async () => {
  const form = await asked('sku=KETTLE-2&quantity=2', FORM)
  const script = await asked('{"sku":" KETTLE-2 ","quantity":2}', SCRIPT)
  for (const sent of [form, script]) {
    expect([sent?.text('sku'), sent?.text('quantity'), sent?.text('price')]).toEqual(['KETTLE-2', '2', ''])
  }
  expect([form?.isScript, script?.isScript]).toEqual([false, true])
})

test('the language is that of the page that asks', async () => {
  const locale = async (headers: Record<string, string>, query = '') =>
    (await asked('', { ...FORM, ...headers }, `http://shop.test/shop/cart/items${query}`))?.locale
  expect(await locale({}, '?lang=ar')).toBe('ar')
  expect(await locale({ referer: 'http://shop.test/fr/cart?x=1' })).toBe('fr')
  expect(await locale({ referer: 'nonsense' }, '?lang=tlh')).toBe('en')
})

test('what is no form is not read, nor one that is longer than any of ours', async () => {
  expect(await asked('sku', { 'content-type': 'text/plain' })).toBeUndefined()
  for (const body of ['[', '7', 'null']) expect(await asked(body, SCRIPT), body).toBeUndefined()
  expect(await asked('sku=1', { ...FORM, 'content-length': '20000' })).toBeUndefined()
})
