/** Questions to cardholders: whoever has the link may answer, once, and not for ever. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '@rialto/kernel/sql/database'
import { answerCharge, findQuestion, type ChargeRow } from './charge.ts'
import { tell, type Telling } from './webhook.ts'

const ANSWER_WITHIN_SECONDS = 10 * 60
const TAG_LENGTH = 32
/** Passed on by every door of the platform, the shop’s included. */
const PAGE = '/api/v1/sandbox/challenges/'

export type Question = {
  readonly key: string
  readonly amount: number
  readonly currency: string
  readonly state: 'open' | 'approved' | 'refused' | 'expired'
}

export type ChallengeNeeds = {
  readonly db: Database
  readonly secret: string
  readonly telling: Telling | undefined
}

export function openChallenges({ db, secret, telling }: ChallengeNeeds) {
  const tagOf = (key: string) =>
    createHmac('sha256', secret).update(`challenge ${key}`).digest('hex').slice(0, TAG_LENGTH)

  /** The key that a link is about; undefined for one that was made up. */
  function keyOf(link: string): string | undefined {
    const cut = link.lastIndexOf('.')
    const [key, tag] = [link.slice(0, Math.max(cut, 0)), Buffer.from(link.slice(cut + 1))]
    const genuine = Buffer.from(tagOf(key))
    return tag.length === genuine.length && timingSafeEqual(tag, genuine) ? key : undefined
  }

  async function find(link: string): Promise<Question | undefined> {
    const key = keyOf(link)
    const row = key === undefined ? undefined : await findQuestion(db, key, ANSWER_WITHIN_SECONDS)
    if (!row?.wasAsked) return undefined
    return { key: row.key, amount: row.amount, currency: row.currency, state: stateOf(row) }
  }

  return {
    urlOf: (key: string) => `${PAGE}${key}.${tagOf(key)}`,
    find,
    async answer(link: string, approve: boolean): Promise<Question | undefined> {
      const key = keyOf(link)
      if (key === undefined) return undefined
      await db.transaction(async (tx) => {
        const answered = await answerCharge(tx, key, approve, ANSWER_WITHIN_SECONDS)
        if (!answered || !telling) return
        await tell(tx, telling, answered)
        tx.afterCommit(telling.wake)
      })
      return find(link)
    },
  }
}

function stateOf({ outcome, isOver }: ChargeRow & { readonly isOver: boolean }): Question['state'] {
  switch (outcome) {
    case 'captured':
    case 'authorised':
      return 'approved'
    case 'declined':
      return 'refused'
    case 'abandoned':
      return 'expired'
    case 'requires_action':
      return isOver ? 'expired' : 'open'
  }
}
