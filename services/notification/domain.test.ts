import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterFailure,
  channelFor,
  choose,
  messageIdOf,
  preferencesOf,
  statusOf,
  TOPICS,
  TRIES_MAX,
} from './domain.ts'

test('nobody to write to is recorded', () => {
  expect(statusOf(null, 'queued')).toBe('no_recipient')
  expect(statusOf('ada@example.com', 'delivered_to_inbox')).toBe('delivered_to_inbox')
})

test('a mail is tried again later and later, five times, and then parked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: TRIES_MAX - 2 }),
      fc.integer({ min: 0, max: 2e12 }),
      (tries, now) => {
        const [first, second] = [afterFailure(tries, now, false), afterFailure(tries + 1, now, false)]
        if (first.outcome !== 'again' || second.outcome !== 'again') throw new Error('parked too early')
        expect(first.dueAt).toBeGreaterThan(now)
        expect(second.dueAt).toBeGreaterThan(first.dueAt)
      },
    ),
  )
  expect(afterFailure(TRIES_MAX, 0, false)).toEqual({ outcome: 'parked' })
})

test('a refusal for good ends it at once, whichever try it was', () => {
  for (const tries of [1, 3, TRIES_MAX]) expect(afterFailure(tries, 0, true)).toEqual({ outcome: 'failed' })
})

test('every try of a mail carries the same Message-ID, and no other mail does', () => {
  expect(messageIdOf('ntf_1', 'orders@shop.example')).toBe('<ntf_1@shop.example>')
  expect(messageIdOf('ntf_2', 'orders@shop.example')).not.toBe(messageIdOf('ntf_1', 'orders@shop.example'))
})

const choice = fc.record({
  topic: fc.constantFrom(...TOPICS),
  channel: fc.constantFrom('email' as const, 'sms' as const, 'push' as const),
  enabled: fc.boolean(),
})

test('whatever a person chooses, mails about their orders and account come, and the rest is as chosen last', () => {
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 20 }), (wanted) => {
      const chosen = wanted.reduce((choices, each) => {
        const made = choose(choices, [each])
        return 'refused' in made ? choices : made.choices
      }, {})
      for (const { topic, channel, enabled, locked } of preferencesOf(chosen)) {
        const last = wanted.findLast((each) => each.topic === topic && each.channel === channel)
        expect(enabled).toBe(locked || (last?.enabled ?? topic !== 'news'))
        expect(channelFor(chosen, topic, channel)).toBe(enabled ? channel : 'in_app')
      }
    }),
  )
})

test('what must come cannot be switched off, and nothing of such a request is done', () => {
  const wanted = [
    { topic: 'news' as const, channel: 'email' as const, enabled: true },
    { topic: 'orders' as const, channel: 'email' as const, enabled: false },
  ]
  expect(choose({}, wanted)).toEqual({ refused: wanted[1] })
})

test('advertising goes nowhere unasked', () => {
  for (const channel of ['email', 'sms', 'push'] as const)
    expect(channelFor({}, 'news', channel)).toBe('in_app')
})
