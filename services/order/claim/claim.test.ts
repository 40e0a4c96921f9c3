import { user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, VISA, type Desk } from '../desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const DECLINED = { payment: { method: 'card', token: 'tok_declined' } }
const refused = (code: string) => expect.objectContaining({ code })

/** A buyer with three jugs in the cart, which stay there: its order has not been heard of yet. */
function shopper(name: string) {
  const lay = (...lines: { id?: string; productId: string; quantity: number }[]) =>
    desk.carts.set(name, { cartId: `crt_${name}`, lines })
  lay({ productId: 'jug', quantity: 3 })
  return {
    lay,
    checkOut: (body: object = VISA, key?: string) =>
      desk.place(
        { items: undefined, ...body },
        key === undefined ? {} : { idempotencyKey: key, bodyHash: `hash of ${JSON.stringify(body)}` },
        user(name),
      ),
  }
}

const outcomes = async (asked: readonly Promise<{ body: { status: string } }>[]) =>
  (await Promise.allSettled(asked)).map((one) =>
    one.status === 'fulfilled' ? one.value.body.status : (one.reason as { code: string }).code,
  )

test('a cart that is sent ten times at once, by a client that names no key, is one order', async () => {
  const { checkOut } = shopper('usr_impatient')
  const all = await outcomes(Array.from({ length: 10 }, () => checkOut()))
  expect(all.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'already_ordered'), 'confirmed'])
  await expect(checkOut()).rejects.toThrow(refused('already_ordered'))
})

test('whoever is refused a cart is told which order has it', async () => {
  const { checkOut } = shopper('usr_curious')
  const { body } = await checkOut()
  await expect(checkOut(VISA, 'another-tab')).rejects.toMatchObject({ extras: { orderId: body.id } })
})

test('a cart whose card was refused, or that waits to be paid, may be ordered again', async () => {
  const { checkOut } = shopper('usr_unlucky')
  expect((await checkOut(DECLINED)).status).toBe(402)
  expect((await checkOut({})).body.status).toBe('awaiting_payment')
  expect((await checkOut()).body.status).toBe('confirmed')
})

test('a cart that has changed since is another cart', async () => {
  const { checkOut, lay } = shopper('usr_hungry')
  await checkOut()
  lay({ productId: 'jug', quantity: 2 })
  expect((await checkOut()).body.status).toBe('confirmed')
  // Ordered, gone, and laid in again.
  lay({ id: 'lin_again', productId: 'jug', quantity: 2 })
  expect((await checkOut()).body.status).toBe('confirmed')
})

test('a cart is held for a minute and no longer, whatever became of its order', async () => {
  const { checkOut } = shopper('usr_patient')
  await checkOut()
  await expect(checkOut()).rejects.toThrow(refused('already_ordered'))
  await desk.world.db.rows`
    update cart_claim set at = now() - interval '61 seconds' where cart_id = ${'crt_usr_patient'}`
  expect((await checkOut()).body.status).toBe('confirmed')
})

test('who asks again with the same key is answered as before, also after a card was refused', async () => {
  const { checkOut } = shopper('usr_careful')
  const [once, again] = [await checkOut(DECLINED, 'k1'), await checkOut(DECLINED, 'k1')]
  expect([again.status, again.text]).toEqual([402, once.text])
  const [first, second] = [await checkOut(VISA, 'k2'), await checkOut(VISA, 'k2')]
  expect(second.text).toBe(first.text)
  await expect(checkOut(VISA, 'k3')).rejects.toThrow(refused('already_ordered'))
})
