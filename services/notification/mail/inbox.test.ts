import { aService, callAs, openWorld, user } from '@rialto/kernel/testing/world'
import { expect, test } from 'vitest'
import { playNeighbours, until } from '../played.fixture.ts'
import { notificationService } from '../service.ts'

test('an emptied inbox stays empty until the next mail, and nobody loses what they were told', async () => {
  const played = playNeighbours()
  const world = await openWorld(notificationService({ shopUrl: 'http://shop.test' }), {
    neighbours: played.neighbours,
  })
  try {
    const all = () => world.client.mails({ body: { limit: 10 } }, callAs(aService))
    await world.hear(
      played.order({ orderId: 'ord_old', userId: 'usr_1', email: 'one@example.com' }).confirmed(),
    )
    await until(async () => (await all()).total === 1)
    await world.client.emptyInbox({}, callAs(aService))
    expect(await all()).toEqual({ items: [], nextCursor: null, total: 0 })

    await world.hear(
      played.order({ orderId: 'ord_new', userId: 'usr_1', email: 'one@example.com' }).confirmed(),
    )
    await until(async () => (await all()).total === 1)
    expect((await all()).items.map(({ orderId }) => orderId)).toEqual(['ord_new'])
    const own = (await world.as(user('usr_1'), 'list', { query: {} })).body as {
      items: { orderId: string }[]
    }
    expect(own.items.map(({ orderId }) => orderId)).toEqual(['ord_new', 'ord_old'])
  } finally {
    await world.close()
  }
})

test('the inbox comes in pages and can be skipped through', async () => {
  const played = playNeighbours()
  const world = await openWorld(notificationService({ shopUrl: 'http://shop.test' }), {
    neighbours: played.neighbours,
  })
  try {
    const page = (input: { limit: number; cursor?: string; skip?: number }) =>
      world.client.mails({ body: input }, callAs(aService))
    for (let i = 0; i < 4; i += 1) {
      await world.hear(played.order({ orderId: `ord_${i}`, email: `${i}@example.com` }).confirmed())
      await until(async () => (await page({ limit: 1 })).total === i + 1)
    }
    const first = await page({ limit: 3 })
    const second = await page({ limit: 3, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual([
      'ord_3',
      'ord_2',
      'ord_1',
      'ord_0',
    ])
    expect(second.nextCursor).toBeNull()
    expect((await page({ limit: 2, skip: 1 })).items.map(({ orderId }) => orderId)).toEqual([
      'ord_2',
      'ord_1',
    ])
  } finally {
    await world.close()
  }
})
