/** The cards that the payment sandbox knows; undefined where real money moves and there is no sandbox. */
import type { Locale } from '../../region/locales.ts'
import { readSettings } from '../../server/settings.ts'
import { words } from '../../words/words.ts'
import type { TestCard } from './card.ts'

const { gateway } = readSettings(process.env)
const KEPT_MS = 60_000
const TIMEOUT_MS = 5_000
const NOT_FOUND = 404

let kept: { readonly until: number; readonly cards: Promise<readonly TestCard[] | undefined> } | undefined

export function readTestCards(): Promise<readonly TestCard[] | undefined> {
  const now = Date.now()
  if (!kept || kept.until <= now) {
    const cards = ask()
    kept = { until: now + KEPT_MS, cards }
    // A failure is nothing to keep.
    cards.catch(() => (kept = undefined))
  }
  return kept.cards
}

async function ask(): Promise<readonly TestCard[] | undefined> {
  const response = await fetch(`${gateway}/api/v1/sandbox/test-cards`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (response.status === NOT_FOUND) return undefined
  if (!response.ok) throw new Error(`the test cards cannot be read: ${response.status}`)
  return ((await response.json()) as { items: readonly TestCard[] }).items
}

/** The tokens whose cards are described in every language; another is described as the sandbox does. */
const DESCRIBED = [
  'tok_visa',
  'tok_declined',
  'tok_insufficient_funds',
  'tok_expired',
  'tok_3ds',
  'tok_slow',
  'tok_timeout_charged',
] as const

export async function localTestCards(locale: Locale): Promise<readonly TestCard[] | undefined> {
  const t = words('checkout', locale)
  return (await readTestCards())?.map((card) => {
    const described = DESCRIBED.find((token) => token === card.token)
    return described ? { ...card, what: t(`card_${described}`) } : card
  })
}
