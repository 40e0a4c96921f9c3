/** Events and those who hear them: each applied once, none stuck, what could not be applied put aside with its reason. */
import type { Reader } from './databases.ts'
import {
  SPEAKERS,
  examine,
  type DatabaseName,
  type Finding,
  type Invariant,
  type World,
} from './invariant.ts'

const TRIES_MIN = 5

type Said = { readonly id: number; readonly type: string; readonly key: string; readonly passed: boolean }
type Heard = { readonly id: number; readonly at: number; readonly parked: boolean }

/** What a source has said, in the order in which it is delivered, and whether a listener’s cursor has passed it. */
async function saidTo(source: Reader, consumer: string): Promise<Said[]> {
  return source.rows<Said>(
    `select e.id, type, key, e.id <= c.id as passed
       from outbox_event e join outbox_cursor c on consumer = $1 order by e.id`,
    [consumer],
  )
}

async function heardFrom(listener: Reader, consumer: string, source: string): Promise<Map<number, Heard>> {
  const rows = await listener.rows<Heard>(
    `select substr(event_id, length($2) + 2)::bigint as id, (extract(epoch from received_at) * 1000000)::bigint as at,
            parked.event_id is not null as parked
       from inbox left join parked_event as parked using (consumer, event_id)
      where consumer = $1 and event_id ~ ('^' || $2 || '-\\d+$')`,
    [consumer, source],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Every pair of a source and a consumer of its events, as the cursors say. */
async function* hearings({
  read,
  present,
}: World): AsyncIterable<{ source: DatabaseName; consumer: DatabaseName }> {
  for (const source of SPEAKERS.filter((name) => present.has(name))) {
    const cursors = await read(source).rows<{ consumer: string }>(
      'select consumer from outbox_cursor order by consumer',
    )
    for (const { consumer } of cursors) {
      const known = SPEAKERS.find((name) => name === consumer && present.has(name))
      if (known) yield { source, consumer: known }
    }
  }
}

const appliedOnce: Invariant = {
  number: 13,
  title: 'Each consumer applies each event once, per key in order',
  instant: false,
  // Listeners first: what they have heard was said before.
  reads: [
    'search',
    'profile',
    'notification',
    'cart',
    'shipping',
    'catalog',
    'inventory',
    'order',
    'payment',
    'identity',
    'tax',
  ],
  async judge(world) {
    const findings: Finding[] = []
    for await (const { source, consumer } of hearings(world)) {
      const said = await saidTo(world.read(source), consumer)
      const heard = await heardFrom(world.read(consumer), consumer, source)
      findings.push(compare(source, consumer, said, heard))
    }
    if (!world.present.has('notification')) return findings
    return [...findings, await mails(world.read('order'), world.read('notification'))]
  },
}

/** A consumer listens to the types of which it has heard any; of those it must have heard all. */
function compare(
  source: string,
  consumer: string,
  said: readonly Said[],
  heard: ReadonlyMap<number, Heard>,
): Finding {
  const { finding, look } = examine(`events of ${source} applied once by ${consumer}`)
  const wanted = new Set(said.filter(({ id }) => heard.has(id)).map(({ type }) => type))
  const lastOf = new Map<string, { id: number; at: number }>()
  const known = new Set<number>()
  for (const { id, type, key, passed } of said) {
    known.add(id)
    if (!wanted.has(type)) continue
    const hearing = heard.get(id)
    const last = lastOf.get(key)
    look(
      (passed && !hearing && `${consumer} never applied ${source}-${id} (${type} of ${key})`) ||
        (hearing &&
          last &&
          hearing.at < last.at &&
          `${consumer} applied ${source}-${id} before ${source}-${last.id} of ${key}`),
    )
    if (hearing && !hearing.parked) lastOf.set(key, { id, at: hearing.at })
  }
  for (const id of heard.keys())
    if (!known.has(id)) look(`${consumer} applied ${source}-${id}, which was never said`)
  return finding
}

/** The mail that each event of an order is told by. */
const MAIL_OF: Readonly<Record<string, string>> = {
  'order.confirmed': 'order_confirmed',
  'order.confirmed apart from placing': 'payment_received',
  'order.cancelled': 'order_cancelled',
  'order.refunded': 'order_refunded',
  'order.shipped': 'order_shipped',
  'order.delivered': 'order_delivered',
}

async function mails(order: Reader, notification: Reader): Promise<Finding> {
  const { finding, look } = examine('mails, one for each thing that happened')
  const events = await order.rows<{ id: string; type: string; times: number }>(
    `select stream as id, type, count(*) as times from order_event where type = any($1) group by stream, type
      union all
     select stream, type || ' apart from placing', count(*) from order_event
      where type = 'order.confirmed' and data ->> 'receivedApart' is not null group by stream, type`,
    [Object.keys(MAIL_OF)],
  )
  const written = await notification.rows<{ id: string; kind: string; times: number }>(
    `select id, kind, max(times) as times
       from (select about as id, kind, channel, count(*) as times from mail
              where kind = any($1) and occasion not like 'again %' group by about, kind, channel) as told
      group by id, kind`,
    [Object.values(MAIL_OF)],
  )
  const told = new Map(written.map(({ id, kind, times }) => [`${id} ${kind}`, times]))
  for (const { id, type, times } of events) {
    const mail = `${id} ${MAIL_OF[type]}`
    const found = told.get(mail) ?? 0
    told.delete(mail)
    look(found !== times && `order ${id}: ${found} mails of ${type}, which happened ${times} times`)
  }
  for (const mail of told.keys()) look(`a mail without its cause: ${mail}`)
  return finding
}

const neverSticks: Invariant = {
  number: 14,
  title: 'The outbox never sticks',
  instant: true,
  reads: SPEAKERS,
  async judge(world) {
    const findings: Finding[] = []
    for await (const { source, consumer } of hearings(world)) {
      const { finding, look } = examine(`events of ${source} delivered in time to ${consumer}`)
      const [row] = await world.read(source).rows<{ checked: number; waiting: number; oldest: Date | null }>(
        `select count(*) as checked, count(*) filter (where late) as waiting, min(time) filter (where late) as oldest
           from (select time, e.id > c.id and time < now() - make_interval(secs => $2) as late
                   from outbox_event e join outbox_cursor c on consumer = $1) as events`,
        [consumer, world.graceSeconds],
      )
      if (row && row.waiting > 0)
        look(`${consumer} waits for ${row.waiting} events of ${source} since ${row.oldest?.toISOString()}`)
      findings.push({ ...finding, checked: row?.checked ?? 0 })
    }
    return findings
  },
}

const poisonIsParked: Invariant = {
  number: 15,
  title: 'What could not be applied is parked with its reason after five tries',
  instant: true,
  reads: SPEAKERS,
  async judge({ read, present }) {
    const names = SPEAKERS.filter((name) => present.has(name))
    const parked = names.map((name) =>
      read(name).examine(
        `events that ${name} parked`,
        `select case
                  when tries < $1 and reason not like 'unknown %' then format('%s: %s was parked after %s tries', consumer, event_id, tries)
                  when reason = '' or event is null then format('%s: %s was parked without its reason', consumer, event_id) end as breach
           from parked_event`,
        [TRIES_MIN],
      ),
    )
    if (!present.has('notification')) return Promise.all(parked)
    const mail = read('notification').examine(
      'mails that were given up',
      `select case when failure is null then format('mail %s was given up without its reason', id) end as breach
         from mail where status = 'parked'`,
    )
    return Promise.all([...parked, mail])
  },
}

export const CONSUMERS: readonly Invariant[] = [appliedOnce, neverSticks, poisonIsParked]
