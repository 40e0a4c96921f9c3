import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADDRESS, buyer, openDesk, VISA, type Desk } from '../desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const ask: Desk['send'] = (...asked) => desk.send(...asked)

test('invoices of thirty orders asked for at once are numbered without a gap, each order once, and add up', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => desk.placed()))
  const invoices = await Promise.all(
    [...ids, ...ids, ...ids].map(
      async (id) => (await ask(buyer, 'invoice', id, { query: {}, headers: {} })).body,
    ),
  )
  const numbers = [...new Set(invoices.map((invoice) => Number(String(invoice['number']).slice(4))))]
  expect(numbers).toHaveLength(10)
  const all = await desk.world.db.rows<{ number: number }>`select number from order_invoice order by number`
  expect(all.map(({ number }) => number)).toEqual(all.map((_, i) => i + 1))
  expect(invoices[0]).toMatchObject({
    net: 25,
    tax: 2.5,
    gross: 27.5,
    lines: [{ id: 'lin_1', taxRate: 10, net: 20, tax: 2, gross: 22 }],
    shipping: { taxRate: 10, net: 5, tax: 0.5, gross: 5.5 },
    taxes: [{ taxRate: 10, net: 25, tax: 2.5, gross: 27.5 }],
    buyer: { address: ADDRESS },
  })
})

test('an invoice is a page for who wants one, with what people wrote as text, and there is none before the money', async () => {
  const evil = { ...ADDRESS, name: '<script>alert(1)</script>' }
  const { body } = await desk.place({ ...VISA, shippingAddress: evil })
  for (const asked of [
    { query: { format: 'html' }, headers: {} },
    { query: {}, headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' } },
  ]) {
    const { text, headers } = await ask(buyer, 'invoice', body.id, asked)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('<script')
    expect(text).toContain('@media print')
  }
  const waiting = await desk.placed(null)
  await expect(ask(buyer, 'invoice', waiting, { query: {}, headers: {} })).rejects.toThrow(
    refused('no_invoice'),
  )
})

test('paid orders get their numbers without being asked about', async () => {
  const own = await openDesk()
  try {
    const id = await own.placed()
    await own.placed('tok_declined').catch(() => undefined)
    // As if the feed had been looked at a minute ago, when all of this was there.
    await own.world.db.rows`
      update invoice_counter set seen_to = (select max(position) from order_event), seen_at = now() - interval '1 minute'`
    own.world.host.startJobs()
    const numbered = () => own.world.db.rows`select order_id as "orderId", number from order_invoice`
    await expect.poll(numbered, { timeout: 10_000 }).toEqual([{ orderId: id, number: 1 }])
  } finally {
    await own.world.close()
  }
})
