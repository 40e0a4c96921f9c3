import { identity } from '@rialto/contracts/identity'
import type { notification } from '@rialto/contracts/notification'
import { order } from '@rialto/contracts/order'
import { clientOf } from '@rialto/kernel/client/client'
import { Answer, type Call, type RouteInput } from '@rialto/kernel/contract/contract'
import { openLog } from '@rialto/kernel/observe/log'
import { openWorld, type World } from '@rialto/kernel/testing/world'
import { systemPorts } from '@rialto/kernel/ports/system'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Event } from '@rialto/kernel/events/event'
import { playNeighbours, standingClock, until } from '../played.fixture.ts'
import { notificationService } from '../service.ts'
import { openComposer } from './compose.ts'

let world: World<typeof notification>
let played: ReturnType<typeof playNeighbours>
let clock: ReturnType<typeof standingClock>
const opened: World<typeof notification>[] = []
beforeEach(async () => {
  played = playNeighbours()
  clock = standingClock()
  world = await openWorld(notificationService({ shopUrl: 'http://shop.test' }), {
    neighbours: played.neighbours,
    ports: { clock },
  })
  opened.push(world)
})
afterAll(async () => {
  for (const each of opened) await each.close()
})

/** Another process at the same database. */
function composer() {
  const play = (routes: Record<string, (input: never) => unknown>, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        async (input: RouteInput, _call: Call) => Answer.of(await routes[name]?.(input as never)),
      ]),
    )
  return openComposer({
    ...systemPorts,
    clock,
    db: world.db,
    log: openLog('silent', { write: () => {} }),
    wake: () => {},
    addressed: 'delivered_to_inbox',
    onQueued: () => {},
    clients: {
      order: clientOf(order, play(played.neighbours.order, Object.keys(order.routes)), 'notification'),
      identity: clientOf(
        identity,
        play(played.neighbours.identity, Object.keys(identity.routes)),
        'notification',
      ),
    },
  })
}

const fates = () => world.db.rows<{ orderId: string; status: string; tries: number; failure: string | null }>`
  select order_id as "orderId", status, tries, failure from mail order by order_id`
const waiting = () => world.db.rows<{ orderId: string; tries: number }>`
  select order_id as "orderId", tries from mail_request order by order_id`

/** Hears events while order is away: what a process has noted and then dies over. */
async function hearAndDie(...events: readonly Event[]): Promise<void> {
  played.away(true)
  await world.hear(...events)
  await until(async () => played.asked.length > 0)
  played.away(false)
}

test('what a dead process has left behind, another one tells once its head start is over', async () => {
  await hearAndDie(played.order({ orderId: 'ord_left', email: 'left@example.com' }).confirmed())
  await composer().sweep()
  expect(await fates()).toEqual([])
  clock.pass(6_000)
  await composer().sweep()
  expect(await fates()).toMatchObject([{ orderId: 'ord_left', status: 'delivered_to_inbox' }])
  expect(await waiting()).toEqual([])
})

test('an outage of order loses nothing and counts as no try', async () => {
  await hearAndDie(played.order({ orderId: 'ord_outage', email: 'outage@example.com' }).confirmed())
  clock.pass(6_000)
  played.away(true)
  for (let i = 0; i < 8; i += 1) await composer().sweep()
  expect(await waiting()).toEqual([{ orderId: 'ord_outage', tries: 0 }])
  played.away(false)
  await composer().sweep()
  expect(await fates()).toMatchObject([{ status: 'delivered_to_inbox' }])
})

test('two processes at the same requests tell each of them once', async () => {
  const events = Array.from({ length: 60 }, (_, i) =>
    played.order({ orderId: `ord_${i}`, email: `${i}@example.com` }).confirmed(),
  )
  await hearAndDie(...events)
  clock.pass(6_000)
  const composers = [composer(), composer(), composer()]
  for (let round = 0; round < 3; round += 1) await Promise.all(composers.map((each) => each.sweep()))
  expect((await fates()).map(({ status }) => status)).toEqual(events.map(() => 'delivered_to_inbox'))
  const said = (await world.said()).filter(({ type }) => type === 'notification.sent')
  expect(said).toHaveLength(events.length)
  expect(new Set(said.map(({ data }) => (data as { orderId: string }).orderId)).size).toBe(events.length)
})

test('one order that cannot be told holds up nobody, and is parked with its reason after five tries', async () => {
  played.broken.add('ord_bad')
  const events = ['ord_a', 'ord_bad', 'ord_z'].map((orderId) =>
    played.order({ orderId, email: `${orderId}@example.com` }).confirmed(),
  )
  await world.hear(...events)
  await until(async () => (await fates()).length === 2)
  await until(async () => (await waiting())[0]?.tries === 1)
  for (let tries = 2; tries <= 5; tries += 1) {
    clock.pass(3_600_000)
    await composer().sweep()
  }
  expect(await waiting()).toEqual([])
  expect(await fates()).toMatchObject([
    { orderId: 'ord_a', status: 'delivered_to_inbox' },
    { orderId: 'ord_bad', status: 'parked', tries: 5, failure: 'the receipt is broken' },
    { orderId: 'ord_z', status: 'delivered_to_inbox' },
  ])
})
