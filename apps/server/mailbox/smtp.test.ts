import { openSink, type Sink } from '@rialto/adapter-smtp/sink.fixture'
import { smtpMailer } from '@rialto/adapter-smtp/mailer'
import { systemPorts } from '@rialto/kernel/ports/system'
import { heard, openWorld } from '@rialto/kernel/testing/world'
import { notificationService } from '@rialto/notification'
import { expect, test } from 'vitest'

/** The notification service with a mail server of the test, and a clock that can be moved. */
async function openShop(sink: Sink) {
  let now = Date.UTC(2026, 10, 20, 9)
  const world = await openWorld(
    notificationService({
      shopUrl: 'http://shop.test',
      outlets: { email: smtpMailer({ url: sink.url, timeoutMs: 500 }) },
    }),
    {
      ports: { clock: { now: () => now } },
      neighbours: {
        order: {
          addressees: ({ body }: { body: { orderIds: readonly string[] } }) => ({
            addressees: body.orderIds.map((orderId) => ({
              orderId,
              number: '100001',
              userId: null,
              email: 'ada@example.com',
            })),
          }),
          receipts: ({ body }: { body: { orderIds: readonly string[] } }) => ({
            receipts: body.orderIds.map(receipt),
          }),
        },
        identity: { contacts: () => ({ contacts: [] }) },
      },
    },
  )
  world.host.startJobs()
  return { world, pass: (ms: number) => (now += ms) }
}

function receipt(orderId: string) {
  return {
    orderId,
    number: '100001',
    userId: null,
    email: 'ada@example.com',
    name: 'Zoë',
    currency: 'EUR',
    lines: [],
    subtotal: 0,
    discount: 0,
    shipping: 0,
    tax: 0,
    total: 0,
  }
}

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 1_000; i += 1) {
    if (await is()) return
    await systemPorts.timers.sleep(5)
  }
  throw new Error('it did not happen')
}

test('a confirmed order goes through a mail server, once, though the server stumbles', async () => {
  const sink = await openSink()
  const { world, pass } = await openShop(sink)
  try {
    const status = async () =>
      (await world.db.rows<{ status: string; tries: number }>`select status, tries from mail`)[0]
    sink.refuse('451 greylisted', 1)
    await world.hear(heard('order.confirmed', 'ord_1', {}))
    await until(async () => (await world.db.rows`select 1 from mail where failure like '%451%'`).length === 1)
    expect(sink.delivered).toEqual([])
    // Taken, but the yes is lost: it is sent again, and its Message-ID tells the receiver.
    sink.hangUp(1)
    pass(10_000)
    await until(() => sink.delivered.length === 1)
    await until(
      async () =>
        (await world.db.rows`select 1 from mail where tries = 2 and failure not like '%451%'`).length === 1,
    )
    pass(60_000)
    await until(async () => (await status())?.status === 'sent')
    expect(await status()).toEqual({ status: 'sent', tries: 3 })
    const ids = sink.delivered.map(({ data }) => /^Message-ID: (.*)$/m.exec(data)?.[1]?.trim())
    expect(ids[0]).toMatch(/^<ntf_\w+@rialto\.example>$/)
    expect(ids[1]).toBe(ids[0])
    expect(sink.delivered[1]?.to).toEqual(['ada@example.com'])
  } finally {
    await world.close()
    await sink.close()
  }
})
