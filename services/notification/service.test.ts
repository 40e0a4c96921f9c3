import type { notification } from '@rialto/contracts/notification'
import { aService, anonymous, callAs, openWorld, user, type World } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playNeighbours, until } from './played.fixture.ts'
import { notificationService } from './service.ts'

const played = playNeighbours()
let world: World<typeof notification>
beforeAll(async () => {
  world = await openWorld(notificationService({ shopUrl: 'http://shop.test' }), {
    neighbours: played.neighbours,
    permits: (roles, permission) => roles.includes('admin') && permission.startsWith('notifications:'),
  })
})
afterAll(() => world.close())

const inbox = (to: string, limit = 50) => world.client.mails({ body: { to, limit } }, callAs(aService))
const mailsTo = (to: string, count: number) =>
  until(async () => {
    const { items } = await inbox(to)
    return items.length >= count && items
  })
/** The kinds of what was said to be sent about something. */
const told = async (about: string) => {
  const said = (await world.said()).filter(({ type }) => type === 'notification.sent')
  const all = said.flatMap(
    ({ data }) => (data as { notifications: { about: string; kind: string }[] }).notifications,
  )
  return all.filter((each) => each.about === about).map(({ kind }) => kind)
}
const body = async (answer: Promise<{ body: unknown }>) =>
  (await answer).body as { items: Record<string, unknown>[]; nextCursor: string | null }

test('a confirmed order is in the mailbox of its buyer as soon as it is heard of', async () => {
  const { confirmed } = played.order({
    orderId: 'ord_first',
    email: 'first@example.com',
    name: 'Ada',
    number: '100042',
  })
  await world.hear(confirmed())
  const [mail] = (await inbox('first@example.com')).items
  expect(mail).toMatchObject({
    subject: 'Your order 100042 is confirmed',
    to: 'first@example.com',
    kind: 'order_confirmed',
    orderId: 'ord_first',
    status: 'delivered_to_inbox',
  })
  const whole = await world.client.mail({ body: { id: mail?.id ?? '' } }, callAs(aService))
  expect(whole.html).toContain('2 × Murano Cup')
  expect(whole.messageId).toBe(`<${mail?.id}@rialto.example>`)
  expect(whole.text).toContain('Total: 47.31 USD')
})

test('each step of an order is told once, whoever repeats it and however often', async () => {
  const { confirmed, cancelled, refunded } = played.order({
    orderId: 'ord_steps',
    email: 'steps@example.com',
  })
  const first = confirmed('order-77')
  await Promise.all([world.hear(first, first), world.hear(first), world.hear(confirmed('order-78'))])
  await world.hear(cancelled('changed my mind', true), refunded(4_731, 'rfd_1'))
  await world.hear(first, confirmed(), cancelled('again', true), refunded(4_731, 'rfd_1'))
  const kinds = (await inbox('steps@example.com')).items.map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['order_cancelled', 'order_confirmed', 'order_refunded'])
  expect((await told('ord_steps')).toSorted()).toEqual(kinds.toSorted())
})

test('who pays an order after placing it is told that the money came, once, beside the confirmation', async () => {
  const { paidApart, confirmed } = played.order({ orderId: 'ord_apart', email: 'apart@example.com' })
  const paid = paidApart('order-90')
  await Promise.all([world.hear(paid, paid), world.hear(paidApart('order-91'))])
  await world.hear(confirmed())
  const { items } = await inbox('apart@example.com')
  expect(items.map(({ kind }) => kind).toSorted()).toEqual(['order_confirmed', 'payment_received'])
  const { id = '' } = items.find(({ kind }) => kind === 'payment_received') ?? {}
  const mail = await world.client.mail({ body: { id } }, callAs(aService))
  expect(mail.text).toContain('We have received 47.31 USD')
})

test('several partial refunds of one order are told one by one, each once', async () => {
  const { refunded } = played.order({ orderId: 'ord_parts', email: 'parts@example.com' })
  const [first, second, old] = [refunded(1_000, 'rfd_a'), refunded(500, 'rfd_b'), refunded(200)]
  await Promise.all([world.hear(first, second), world.hear(second, old), world.hear(old, first)])
  await world.hear(refunded(1_000, 'rfd_a'))
  const { items } = await inbox('parts@example.com')
  const texts = await Promise.all(
    items.map(async ({ id }) => (await world.client.mail({ body: { id } }, callAs(aService))).text),
  )
  const amounts = texts.map((text) => /given back ([\d.]+) USD of the\s+47\.31\s+USD/.exec(text)?.[1])
  expect(amounts.toSorted()).toEqual(['10.00', '2.00', '5.00'])
})

test('what is sent and what has arrived is told too', async () => {
  const { shipped, delivered } = played.order({ orderId: 'ord_parcel', email: 'parcel@example.com' })
  await world.hear(shipped('RT-9'), delivered())
  const mails = await mailsTo('parcel@example.com', 2)
  expect(mails.map(({ kind }) => kind).toSorted()).toEqual(['order_delivered', 'order_shipped'])
})

test('five hundred confirmations cost one question to order, one event, and one mail each', async () => {
  const orders = Array.from({ length: 500 }, (_, i) =>
    played.order({ orderId: `ord_many_${i}`, email: `many-${i}@example.com` }),
  )
  const asked = played.asked.length
  const before = (await world.said()).length
  await world.hear(...orders.map(({ confirmed }) => confirmed()))
  const total = () => world.client.mails({ body: { to: 'many-', limit: 1 } }, callAs(aService))
  expect((await total()).total).toBe(500)
  expect(played.asked.length - asked).toBe(1)
  expect((await world.said()).length - before).toBe(1)
})

test('an order without an address is written to the account that placed it, and kept in its own list', async () => {
  played.account({ userId: 'usr_ada', email: 'ada@example.com', name: 'Ada' })
  await world.hear(played.order({ orderId: 'ord_ada', userId: 'usr_ada' }).confirmed())
  const [mail] = await mailsTo('ada@example.com', 1)
  const list = await body(world.as(user('usr_ada'), 'list', { query: {} }))
  expect(list.items).toMatchObject([
    { id: mail?.id, orderId: 'ord_ada', kind: 'order_confirmed', read: false, readAt: null },
  ])
})

test('where there is nobody to write to, no mail is made and the log says so', async () => {
  await world.hear(played.order({ orderId: 'ord_nobody' }).confirmed())
  const log = () => body(world.as(user('usr_admin', 'admin'), 'log', { query: { orderId: 'ord_nobody' } }))
  const entry = await until(async () => (await log()).items[0])
  expect(entry).toMatchObject({ status: 'no_recipient', to: null, subject: 'Your order 100001 is confirmed' })
  expect(await told('ord_nobody')).toEqual([])
})

test('a notification is read once, by the person it was for and nobody else', async () => {
  await world.hear(
    played.order({ orderId: 'ord_read', userId: 'usr_reader', email: 'reader@example.com' }).confirmed(),
  )
  const [mail] = await mailsTo('reader@example.com', 1)
  const id = mail?.id ?? ''
  await expect(world.as(user('usr_thief'), 'read', { params: { id } })).rejects.toMatchObject({
    code: 'unknown_notification',
  })
  const first = (await world.as(user('usr_reader'), 'read', { params: { id } })).body
  expect(first).toMatchObject({ id, read: true })
  expect((await world.as(user('usr_reader'), 'read', { params: { id } })).body).toEqual(first)
  const said = (await world.said()).filter(({ type, key }) => type === 'notification.read' && key === id)
  expect(said).toHaveLength(1)
  expect((await body(world.as(user('usr_reader'), 'list', { query: { unread: true } }))).items).toEqual([])
})

test('one’s own list comes in pages, newest first, and holds nothing of others', async () => {
  for (let i = 0; i < 5; i += 1) {
    await world.hear(
      played.order({ orderId: `ord_page_${i}`, userId: 'usr_pager', email: 'pager@example.com' }).confirmed(),
    )
    await mailsTo('pager@example.com', i + 1)
  }
  const first = await body(world.as(user('usr_pager'), 'list', { query: { limit: 3 } }))
  const second = await body(
    world.as(user('usr_pager'), 'list', { query: { limit: 3, cursor: first.nextCursor } }),
  )
  expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual(
    [4, 3, 2, 1, 0].map((i) => `ord_page_${i}`),
  )
  expect(second.nextCursor).toBeNull()
  await expect(world.as(user('usr_pager'), 'list', { query: { cursor: 'made-up' } })).rejects.toMatchObject({
    code: 'invalid_query',
  })
})

test('the log is for those who hold the permission, and the inbox for services alone', async () => {
  await expect(world.as(anonymous, 'list', { query: {} })).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(world.as(user('usr_ada'), 'log', { query: {} })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(world.as(user('usr_admin', 'admin'), 'mails', { body: { limit: 1 } })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a mailbox is found by its whole address or the beginning of one, in any case', async () => {
  for (const address of ['Mixed.Case@example.com', 'mixed.other@example.com']) {
    await world.hear(played.order({ orderId: `ord_${address[6]}`, email: address }).confirmed())
    await mailsTo(address, 1)
  }
  expect((await inbox('mixed.case@EXAMPLE.com')).items.map(({ to }) => to)).toEqual([
    'Mixed.Case@example.com',
  ])
  expect((await inbox('mixed.')).total).toBe(2)
  expect((await inbox('mixed.%')).total).toBe(0)
})
