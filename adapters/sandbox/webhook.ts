/**
 * What the sandbox tells the platform by itself, like a bank: signed, again and again until it is heard, and so
 * also twice or late. It is written with the charge that it is about.
 */
import { createHash } from 'node:crypto'
import { openPause } from '@rialto/kernel/ports/pause'
import type { Clock, Timers } from '@rialto/kernel/ports/ports'
import type { Database, Sql } from '@rialto/kernel/sql/database'
import type { ChargeRow } from './charge.ts'
import { isSigned, sign } from './signature.ts'

const LOOK_EVERY_MS = 2_000
const PER_ROUND_MAX = 20
const TRIES_MAX = 12

/** Brings a word to the platform; throws where it was not heard. */
export type Deliver = (word: { readonly payload: string; readonly signature: string }) => Promise<void>
export type Telling = { readonly wake: () => void; stop(): Promise<void> }

export type TellingNeeds = {
  readonly db: Database
  readonly clock: Clock
  readonly timers: Timers
  readonly secret: string
  readonly deliver: Deliver
}

/** Tells what is to be told, round after round, until it is stopped. */
export function openTelling({ db, clock, timers, secret, deliver }: TellingNeeds): Telling {
  const pause = openPause(timers)
  let stopped = false

  async function round(): Promise<boolean> {
    const due = await takeDue(db)
    await Promise.all(
      due.map(async ({ id, payload, tries }) => {
        try {
          await deliver({ payload, signature: sign(payload, secret, clock.now()) })
        } catch {
          // It was put off when it was taken; in the end the platform asks by itself.
          if (tries < TRIES_MAX) return
        }
        await db.rows`delete from webhook where id = ${id}`
      }),
    )
    return due.length === PER_ROUND_MAX
  }

  const finished = (async () => {
    while (!stopped) {
      const more = await round().catch(() => false)
      if (!more && !stopped) await pause.wait(LOOK_EVERY_MS)
    }
  })()
  return {
    wake: () => pause.interrupt(),
    stop: async () => {
      stopped = true
      pause.interrupt()
      await finished
    },
  }
}

/** Writes a word about a charge, beside the charge. */
export async function tell(db: Sql, telling: Telling, charge: ChargeRow): Promise<void> {
  const type = `charge.${charge.outcome}`
  // The same change of the same charge is the same word, whoever writes it.
  const id = `evt_${createHash('sha256').update(`${charge.key} ${type}`).digest('hex').slice(0, 24)}`
  await db.rows`
    insert into webhook (id, payload) values (${id}, ${JSON.stringify({ id, type, data: charge })})
        on conflict do nothing`
  telling.wake()
}

async function takeDue(db: Database) {
  return db.rows<{ id: string; payload: string; tries: number }>`
    with due as (
      select id from webhook where due_at <= now() order by due_at limit ${PER_ROUND_MAX} for update skip locked)
    update webhook set tries = tries + 1, due_at = now() + make_interval(secs => 2 ^ least(tries, 8))
      from due where webhook.id = due.id
    returning webhook.id, payload, tries`
}

type Word = { readonly id: string; readonly type: string; readonly data: ChargeRow }

/** Reads a word of the sandbox; undefined where it was not the sandbox who signed it, or too long ago. */
export function readWord(payload: string, signature: string, secret: string, nowMs: number) {
  if (!isSigned(payload, signature, secret, nowMs)) return undefined
  const { id, type, data } = JSON.parse(payload) as Word
  return { id, type, about: 'charge' as const, charge: data }
}
