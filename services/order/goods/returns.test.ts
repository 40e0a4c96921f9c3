import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyer, openDesk, packer, stranger, support, type Desk } from '../desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const ask: Desk['send'] = (...asked) => desk.send(...asked)

async function delivered(): Promise<string> {
  const id = await desk.placed()
  await desk.move(packer, 'ship', id, { trackingNumber: 'RT-1', carrier: 'Post' })
  await desk.move(packer, 'deliver', id)
  return id
}

test('a delivered order goes back: asked, approved, received, each once, and then it is returned', async () => {
  const id = await delivered()
  const first = await ask(buyer, 'requestReturn', id, {
    body: { lines: [{ sku: 'cup', quantity: 1 }], reason: 'chipped' },
  })
  const move = (route: 'approveReturn' | 'receiveReturn', returnId: string, who = packer, body?: object) =>
    desk.world.as(who, route, { params: { id, returnId }, ...(body ? { body } : {}) })
  await expect(move('receiveReturn', first.body.id, packer, {})).rejects.toThrow(
    refused('invalid_transition'),
  )
  await expect(move('approveReturn', first.body.id, buyer)).rejects.toThrow(refused('forbidden'))
  await expect(move('approveReturn', 'ret_nobody')).rejects.toThrow(refused('unknown_return'))
  await move('approveReturn', first.body.id)
  await move('approveReturn', first.body.id)
  await expect(
    ask(buyer, 'requestReturn', id, { body: { lines: [{ sku: 'cup', quantity: 2 }] } }),
  ).rejects.toThrow(refused('nothing_to_return'))
  expect((await move('receiveReturn', first.body.id, packer, { restock: false })).body).toMatchObject({
    status: 'received',
    orderStatus: 'delivered',
  })
  const rest = await ask(buyer, 'requestReturn', id, { body: {} })
  expect(rest.body['lines']).toEqual([{ lineId: 'lin_1', sku: 'cup', quantity: 1 }])
  await move('approveReturn', rest.body.id)
  const results = await Promise.all([1, 2, 3].map(() => move('receiveReturn', rest.body.id, packer, {})))
  for (const { body } of results) expect(body).toMatchObject({ orderStatus: 'returned' })
  expect((await desk.events(id)).filter((type) => type === 'return_received')).toHaveLength(2)
  await expect(ask(buyer, 'requestReturn', id, { body: {} })).rejects.toThrow(refused('invalid_transition'))
  // What was put on the shelf when it came does not go there again with the money.
  const all = { body: { restock: true } }
  await expect(ask(support, 'refund', id, all)).rejects.toThrow(refused('invalid_transition'))
  expect((await ask(support, 'refund', id, { body: {} })).body).toMatchObject({ orderStatus: 'refunded' })
})

test('a return is asked for by its owner, of what has been delivered', async () => {
  const id = await desk.placed()
  await expect(ask(buyer, 'requestReturn', id, { body: {} })).rejects.toThrow(refused('invalid_transition'))
  const other = await delivered()
  await expect(ask(stranger, 'requestReturn', other, { body: {} })).rejects.toThrow(refused('unknown_order'))
  const { body } = await ask(buyer, 'requestReturn', other, { body: {} })
  await desk.world.as(support, 'rejectReturn', {
    params: { id: other, returnId: body.id },
    body: { reason: 'worn' },
  })
  expect((await ask(buyer, 'requestReturn', other, { body: {} })).body.status).toBe('requested')
})
