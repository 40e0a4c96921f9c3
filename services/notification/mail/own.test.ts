import type { notification } from '@rialto/contracts/notification'
import { permits } from '@rialto/contracts/roles'
import { heard, openWorld, user, type World } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playNeighbours } from '../played.fixture.ts'
import { notificationService } from '../service.ts'

const played = playNeighbours()
let world: World<typeof notification>
beforeAll(async () => {
  world = await openWorld(notificationService({ shopUrl: 'http://shop.test' }), {
    neighbours: played.neighbours,
    permits,
  })
})
afterAll(() => world.close())

const support = user('usr_support', 'support')
type Item = {
  id: string
  subject: string
  read: boolean
  channel: string
  status: string
  to: string | null
  text: string | null
}
type Body = Item & { items: Item[]; count: number; nextCursor: string | null; locale: string; html: string }
async function as(
  caller: Parameters<World<typeof notification>['as']>[0],
  route: Parameters<World<typeof notification>['as']>[1],
  input: object = {},
  call: object = {},
) {
  return (await world.as(caller, route, input, call)).body as Body
}
const own = async (id: string, query: object = {}) => (await as(user(id), 'list', { query })).items
const logOf = async (query: object) => (await as(support, 'log', { query })).items
const refused = (code: string) => expect.objectContaining({ code })

async function confirm(orderId: string, userId: string): Promise<void> {
  await world.hear(played.order({ orderId, userId, email: `${userId}@example.com` }).confirmed())
}

test('reading all reads what was there, and removing takes out of one’s own list only', async () => {
  for (const i of [1, 2, 3]) await confirm(`ord_own_${i}`, 'usr_own')
  await confirm('ord_other', 'usr_other')
  expect((await as(user('usr_own'), 'unreadCount')).count).toBe(3)
  expect(await as(user('usr_own'), 'readAll')).toEqual({ read: 3 })
  expect(await as(user('usr_own'), 'readAll')).toEqual({ read: 0 })
  expect((await as(user('usr_other'), 'unreadCount')).count).toBe(1)
  const said = (await world.said()).filter(({ type }) => type === 'notification.read')
  expect(said.filter(({ data }) => (data as { userId: string }).userId === 'usr_own')).toHaveLength(3)

  const [first] = await own('usr_own')
  const input = { params: { id: first?.id } }
  await expect(as(user('usr_other'), 'remove', input)).rejects.toThrow(refused('unknown_notification'))
  await as(user('usr_own'), 'remove', input)
  await expect(as(user('usr_own'), 'remove', input)).rejects.toThrow(refused('unknown_notification'))
  await expect(as(user('usr_own'), 'read', input)).rejects.toThrow(refused('unknown_notification'))
  expect(await own('usr_own')).toHaveLength(2)
  expect(await logOf({ userId: 'usr_own' })).toHaveLength(3)
})

test('a reader who chose German is written to in German, and so is one whose account says so', async () => {
  await as(user('usr_de'), 'putPreferences', { body: { locale: 'de' } })
  await confirm('ord_de', 'usr_de')
  expect((await own('usr_de'))[0]?.subject).toBe('Ihre Bestellung 100001 ist bestätigt')
  played.account({ userId: 'usr_at', email: 'at@example.com', name: null, locale: 'de-AT' })
  await world.hear(played.order({ orderId: 'ord_at', userId: 'usr_at' }).confirmed())
  expect((await own('usr_at'))[0]?.subject).toBe('Ihre Bestellung 100001 ist bestätigt')
})

test('advertising reaches who asked for it by mail, and everybody else in their own list', async () => {
  played.account({ userId: 'usr_news', email: 'news@example.com', name: null })
  const send = (message: string) =>
    as(support, 'sendEmail', { body: { userId: 'usr_news', subject: 'Sale', message, topic: 'news' } })
  expect(await send('one')).toMatchObject({ channel: 'in_app', status: 'kept' })
  await as(user('usr_news'), 'putPreferences', {
    body: { items: [{ topic: 'news', channel: 'email', enabled: true }] },
  })
  expect(await send('two')).toMatchObject({ channel: 'email', status: 'delivered_to_inbox' })
  expect((await own('usr_news')).map(({ text }) => text)).toEqual(['two', 'one'])
  await expect(
    as(user('usr_news'), 'putPreferences', {
      body: { items: [{ topic: 'orders', channel: 'email', enabled: false }] },
    }),
  ).rejects.toThrow(refused('preference_locked'))
})

test('what staff sends by hand goes out once per key, to an address of its channel and nobody else’s', async () => {
  const body = { channel: 'sms', to: '+15550001111', message: 'Your parcel waits' }
  const call = { idempotencyKey: 'sms-1', bodyHash: 'a' }
  const first = await as(support, 'send', { body }, call)
  expect(await as(support, 'send', { body }, call)).toEqual(first)
  expect(await logOf({ to: '+15550001111' })).toMatchObject([
    { channel: 'sms', subject: 'Your parcel waits' },
  ])

  for (const to of ['Ada <ada@example.com>', 'a@b.c, d@e.f', 'a@b.c\r\nBcc: d@e.f', 'nobody'])
    await expect(as(support, 'send', { body: { to, message: 'x' } })).rejects.toThrow(
      refused('validation_failed'),
    )
  await expect(as(support, 'send', { body: { message: 'x' } })).rejects.toThrow(refused('no_recipient'))
  await expect(as(support, 'send', { body: { userId: 'usr_nobody', message: 'x' } })).rejects.toThrow(
    refused('no_recipient'),
  )
  await expect(as(user('usr_own'), 'send', { body })).rejects.toThrow(refused('forbidden'))
})

test('sending again is a mail of its own to whoever is the recipient now, and the cause stays told once', async () => {
  const { confirmed } = played.order({ orderId: 'ord_again', email: 'typo@example.com' })
  await world.hear(confirmed())
  const [mail] = await logOf({ orderId: 'ord_again' })
  played.order({ orderId: 'ord_again', email: 'right@example.com' })
  const again = await as(support, 'resend', { params: { id: mail?.id } })
  expect(again.id).not.toBe(mail?.id)
  await world.hear(confirmed('order-late'))
  expect((await logOf({ orderId: 'ord_again' })).map(({ to }) => to)).toEqual([
    'right@example.com',
    'typo@example.com',
  ])
  await expect(as(support, 'resend', { params: { id: 'ntf_none' } })).rejects.toThrow(
    refused('unknown_notification'),
  )
})

test('a mail about an account is written once, with its link, and no token is kept', async () => {
  const link = { page: 'verify-email', token: 's3cret', expiresAt: '2026-11-20T10:00:00.000Z' } as const
  const action = played.letter({ actionId: 'act_1', kind: 'verify_email', userId: 'usr_new', link })
  const wanted = action.wanted()
  await Promise.all([world.hear(wanted), world.hear(wanted), world.hear(action.wanted())])
  const [mail, ...more] = await own('usr_new')
  expect(more).toEqual([])
  const rows = await world.db.rows`select * from mail where user_id = 'usr_new'`
  expect(JSON.stringify([rows, await world.said()])).not.toContain('s3cret')
  const call = { caller: { kind: 'service' as const, name: 'inbox' } }
  const whole = await as(call.caller, 'mail', { body: { id: mail?.id } })
  expect(whole.html).toContain('http://shop.test/verify-email?token=s3cret')
  action.spent()
  expect((await as(call.caller, 'mail', { body: { id: mail?.id } })).text).toContain('too old')
})

test('where nobody has the name that was typed, no mail is written', async () => {
  const before = (await world.db.rows`select 1 from mail`).length
  await world.hear(
    heard('identity.mail_wanted', 'act_none', {
      actionId: 'act_none',
      kind: 'reset_password',
      userId: null,
    }),
  )
  expect((await world.db.rows`select 1 from mail`).length).toBe(before)
})

test('who is erased is in nothing that was told, and staff still sees that something was', async () => {
  await confirm('ord_gone', 'usr_gone')
  await as(support, 'sendSms', { body: { to: '+15559998888', userId: 'usr_gone', message: 'Dear Ada' } })
  const erased = heard('identity.user_erased', 'usr_gone', { userId: 'usr_gone' })
  await world.hear(erased)
  await world.hear(heard('identity.user_erased', 'usr_gone', { userId: 'usr_gone' }))
  const rows = JSON.stringify(await world.db.rows`select * from mail`)
  expect(rows).not.toMatch(/usr_gone|\+15559998888|Dear Ada/)
  expect(await logOf({ orderId: 'ord_gone' })).toMatchObject([{ to: null, userId: null }])
})

test('staff looks at every template in every language, and nobody else does', async () => {
  const { items } = (await as(support, 'templates')) as unknown as {
    items: { name: string; locales: string[] }[]
  }
  for (const { name, locales } of items)
    for (const locale of locales) {
      const shown = await as(support, 'template', { params: { name }, query: { locale } })
      expect(shown).toMatchObject({ locale })
      expect(shown.html).toContain('<html')
    }
  await expect(as(support, 'template', { params: { name: 'nothing' }, query: {} })).rejects.toThrow(
    refused('unknown_template'),
  )
  await expect(as(user('usr_own'), 'templates')).rejects.toThrow(refused('forbidden'))
})

test('an order that cannot be told holds up nobody, and an outage of order loses nothing', async () => {
  played.broken.add('ord_bad')
  const events = ['ord_good', 'ord_bad'].map((orderId) =>
    played.order({ orderId, userId: 'usr_hold', email: 'hold@example.com' }).confirmed(),
  )
  await world.hear(...events)
  expect(await logOf({ userId: 'usr_hold' })).toHaveLength(1)
  expect(await world.db.rows`select event_id from parked_event`).toHaveLength(1)
  played.away(true)
  const late = played
    .order({ orderId: 'ord_late', userId: 'usr_hold', email: 'hold@example.com' })
    .confirmed()
  await expect(world.hear(late)).rejects.toThrow(refused('unavailable'))
  played.away(false)
  await world.hear(late)
  expect(await logOf({ userId: 'usr_hold' })).toHaveLength(2)
})
