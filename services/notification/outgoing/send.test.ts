import type { notification } from '@rialto/contracts/notification'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openWorld, type World } from '@rialto/kernel/testing/world'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { OutgoingMail } from '../mailer.ts'
import { playNeighbours, standingClock, until } from '../played.fixture.ts'
import { notificationService } from '../service.ts'
import { claimDue, settle } from './store.ts'
import { openSender, type Sender } from './send.ts'

const from = { name: 'Shop', address: 'orders@shop.test' }
let world: World<typeof notification>
let played: ReturnType<typeof playNeighbours>
let clock: ReturnType<typeof standingClock>
let taken: OutgoingMail[]
let refusal: string | undefined
const opened: World<typeof notification>[] = []

const mailer = {
  send: async (mail: OutgoingMail) => {
    taken.push(mail)
    if (refusal !== undefined) throw Object.assign(new Error(refusal), { final: refusal.startsWith('5') })
  },
  close: async () => {},
}

async function openShop(options: { readonly outlets?: { readonly email: typeof mailer } }) {
  world = await openWorld(notificationService({ shopUrl: 'http://shop.test', from, ...options }), {
    neighbours: played.neighbours,
    ports: { clock },
  })
  opened.push(world)
}

beforeEach(() => {
  played = playNeighbours()
  clock = standingClock()
  taken = []
  refusal = undefined
})
afterAll(async () => {
  for (const each of opened) await each.close()
})

/** A process that sends only when the test says so. */
function sender(): Sender {
  const log = openLog('silent', { write: () => {} })
  return openSender({
    ...systemPorts,
    db: world.db,
    clock,
    log,
    wake: () => {},
    outlets: { email: mailer },
    from,
    shopUrl: 'http://shop.test',
    clients: played.clients(),
  })
}

/** A shop whose mails wait for a sender. */
async function queue(count = 1): Promise<void> {
  await openShop({})
  const orders = Array.from({ length: count }, (_, i) =>
    played.order({ orderId: `ord_${i}`, email: `${i}@example.com` }),
  )
  await world.hear(...orders.map(({ confirmed }) => confirmed()))
  await until(async () => (await world.db.rows`select 1 from mail`).length === count)
  await world.db.rows`update mail set status = 'queued', due_at = ${new Date(clock.now())}`
}

const fate = async () => {
  const [mail] = await world.db.rows<{ status: string; tries: number; failure: string | null }>`
    select status, tries, failure from mail`
  return mail
}

test('a mail is handed to the mail server right after the order is confirmed, and then said to be sent', async () => {
  await openShop({ outlets: { email: mailer } })
  await world.hear(played.order({ orderId: 'ord_1', email: 'ada@example.com', name: 'Ada' }).confirmed())
  await until(async () => (await fate())?.status === 'sent')
  expect(taken).toMatchObject([
    {
      to: 'ada@example.com',
      from,
      subject: 'Your order 100001 is confirmed',
      messageId: expect.stringMatching(/^<ntf_\w+@shop\.test>$/) as string,
    },
  ])
  expect(await world.said()).toMatchObject([
    { type: 'notification.sent', data: { notifications: [{ about: 'ord_1', channel: 'email' }] } },
  ])
})

test('a mail that is refused is tried again later under the same Message-ID, and parked after five tries', async () => {
  await queue()
  refusal = '451 try later'
  await sender().run()
  await sender().run()
  expect(taken).toHaveLength(1)
  for (let tries = 2; tries <= 6; tries += 1) {
    clock.pass(3_600_000)
    await sender().run()
  }
  expect(await fate()).toEqual({ status: 'parked', tries: 5, failure: '451 try later' })
  expect(taken).toHaveLength(5)
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(1)
})

test('a mail that the server refuses for good is not tried again, and that is told', async () => {
  await queue()
  refusal = '550 no such mailbox'
  await sender().run()
  clock.pass(3_600_000)
  await sender().run()
  expect(taken).toHaveLength(1)
  expect(await fate()).toEqual({ status: 'failed', tries: 1, failure: '550 no such mailbox' })
  const failed = (await world.said()).filter(({ type }) => type === 'notification.failed')
  expect(failed).toMatchObject([{ data: { about: 'ord_0', outcome: 'failed' } }])
  expect(JSON.stringify(failed)).not.toContain('mailbox')
})

test('while order is away mails wait, and that counts as no try', async () => {
  await queue()
  played.away(true)
  for (let i = 0; i < 8; i += 1) {
    await sender().run()
    clock.pass(5_000)
  }
  expect(await fate()).toEqual({ status: 'queued', tries: 0, failure: null })
  played.away(false)
  await sender().run()
  expect(await fate()).toMatchObject({ status: 'sent', tries: 1 })
})

test('a link that was used before its mail went out is not sent, and one in time is', async () => {
  await openShop({})
  const link = { page: 'reset-password', token: 't0k/en', expiresAt: '2026-11-20T10:00:00.000Z' } as const
  const late = played.letter({ actionId: 'act_late', kind: 'reset_password', link })
  const good = played.letter({ actionId: 'act_good', kind: 'reset_password', link })
  await world.hear(late.wanted(), good.wanted())
  await world.db.rows`update mail set status = 'queued', due_at = ${new Date(clock.now())}`
  late.spent()
  await sender().run()
  expect(taken.map(({ text }) => /\S+token=\S+/.exec(text)?.[0])).toEqual([
    'http://shop.test/reset-password?token=t0k%2Fen',
  ])
  const fates = await world.db.rows`select about, status from mail order by about`
  expect(fates).toEqual([
    { about: 'act_good', status: 'sent' },
    { about: 'act_late', status: 'failed' },
  ])
})

test('a mail server that comes back gets the mail, and the reason of before is gone', async () => {
  await queue()
  refusal = 'connect ECONNREFUSED'
  await sender().run()
  expect(await fate()).toEqual({ status: 'queued', tries: 1, failure: 'connect ECONNREFUSED' })
  refusal = undefined
  clock.pass(10_000)
  await sender().run()
  expect(await fate()).toEqual({ status: 'sent', tries: 2, failure: null })
})

test('what a process had claimed when it died is sent by another once the lease is over', async () => {
  await queue()
  const [claimed] = await claimDue(world.db, clock.now(), 120_000, 20)
  await sender().run()
  expect(taken).toHaveLength(0)
  clock.pass(120_000)
  await sender().run()
  expect(await fate()).toMatchObject({ status: 'sent', tries: 2 })

  // The dead process wakes up after all: its word no longer counts.
  const late = {
    id: claimed?.id ?? '',
    tries: claimed?.tries ?? 0,
    status: 'parked',
    dueAt: null,
    failure: 'late',
    counts: true,
  } as const
  expect((await world.db.transaction((tx) => settle(tx, [late]))).size).toBe(0)
  expect(await fate()).toMatchObject({ status: 'sent' })
})

test('several processes share the queue, and each mail is sent once', async () => {
  await queue(70)
  await Promise.all([sender().run(), sender().run(), sender().run()])
  expect(taken.map(({ to }) => to).toSorted()).toEqual(
    Array.from({ length: 70 }, (_, i) => `${i}@example.com`).toSorted(),
  )
})
