import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Charge } from '../provider.ts'
import {
  decideSettle,
  isAtRest,
  isWaiting,
  mayMove,
  MOVES,
  postingsOf,
  STATES,
  stateOf,
  visibleStatus,
  type State,
} from './domain.ts'

const states = fc.constantFrom(...STATES)
const outcomes = fc.constantFrom(
  ...(['captured', 'authorised', 'declined', 'requires_action', 'abandoned'] as const),
)
const money = { amount: 4_731, currency: 'USD' }
const charge = (outcome: Charge['outcome']): Charge => ({
  ...money,
  key: 'pay_1',
  outcome,
  reference: 'ref',
  reason: null,
})

test('every payment can come to rest, and rest is for ever', () => {
  const reaches = (from: State, seen = new Set<State>()): boolean =>
    isAtRest(from) || MOVES[from].some((to) => !seen.has(to) && reaches(to, new Set([...seen, from])))
  for (const state of STATES) {
    expect(reaches(state), state).toBe(true)
    expect(mayMove(state, 'pending'), `${state} never begins anew`).toBe(false)
    expect(mayMove(state, state)).toBe(false)
  }
})

test('what is at rest is succeeded, declined or voided, and nothing of it waits', () => {
  expect(STATES.filter(isAtRest)).toEqual(['succeeded', 'declined', 'voided'])
  expect(STATES.filter((state) => isAtRest(state) && isWaiting(state))).toEqual([])
})

test('of capturing and voiding only one can be decided, and neither is taken back', () => {
  expect(mayMove('capturing', 'voiding') || mayMove('voiding', 'capturing')).toBe(false)
  expect(mayMove('capturing', 'authorised') || mayMove('voiding', 'authorised')).toBe(false)
})

test('whatever the provider says in whatever order, only moves of the table are made, and one end stands', () => {
  fc.assert(
    fc.property(states, fc.array(outcomes, { maxLength: 12 }), (first, words) => {
      let status: State = first
      const ends = new Set<State>()
      for (const outcome of words) {
        const decision = decideSettle({ status, ...money }, charge(outcome))
        if (decision.outcome === 'move') {
          expect(mayMove(status, decision.to)).toBe(true)
          expect(decision.to).toBe(stateOf({ outcome }))
          status = decision.to
        }
        if (isAtRest(status)) ends.add(status)
      }
      expect(ends.size).toBeLessThanOrEqual(1)
    }),
  )
})

test('a word that was heard before changes nothing', () => {
  fc.assert(
    fc.property(states, outcomes, (status, outcome) => {
      const first = decideSettle({ status, ...money }, charge(outcome))
      if (first.outcome !== 'move') return
      expect(decideSettle({ status: first.to, ...money }, charge(outcome))).toEqual({ outcome: 'stay' })
    }),
  )
})

test('another amount or currency is nothing to settle, whatever the state', () => {
  fc.assert(
    fc.property(states, outcomes, fc.nat(), (status, outcome, amount) => {
      fc.pre(amount !== money.amount)
      const mismatch = { outcome: 'mismatch', kind: 'amount' }
      expect(decideSettle({ status, ...money, amount }, charge(outcome))).toEqual(mismatch)
      expect(decideSettle({ status, ...money, currency: 'EUR' }, charge(outcome))).toEqual(mismatch)
    }),
  )
})

test('money that was taken for what had ended, or denied for what was taken, is for a person', () => {
  for (const status of ['declined', 'voided'] as const) {
    expect(decideSettle({ status, ...money }, charge('captured'))).toMatchObject({ kind: 'taken_but_ended' })
    expect(decideSettle({ status, ...money }, charge('authorised'))).toMatchObject({
      kind: 'taken_but_ended',
    })
  }
  for (const outcome of ['declined', 'abandoned'] as const) {
    expect(decideSettle({ status: 'succeeded', ...money }, charge(outcome))).toMatchObject({
      kind: 'denied_but_taken',
    })
  }
})

test('on every way through the table, postings sum to zero, and what was set aside is set aside no more', () => {
  const walk = (from: State, path: State[]): State[][] =>
    isAtRest(from) ? [path] : MOVES[from].flatMap((to) => walk(to, [...path, to]))
  for (const path of walk('pending', ['pending'])) {
    const taken = 4_000
    const entries = path.slice(1).flatMap((to, i) => postingsOf('pay_1', 4_731, path[i] as State, to, taken))
    const balances = Map.groupBy(entries, ({ account }) => account)
    const balance = (account: string) =>
      (balances.get(account) ?? []).reduce((sum, { amount }) => sum + amount, 0)
    expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
    expect([balance('set_aside'), balance('set_aside_due')].map(Math.abs)).toEqual([0, 0])
    expect(balance('provider')).toBe(path.at(-1) === 'succeeded' ? taken : 0)
    const keys = entries.map(({ transaction, account }) => `${transaction} ${account}`)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('what was captured shows as given back in part or in whole; what is not confirmed does not show', () => {
  expect(visibleStatus('succeeded', 100, 0)).toBe('succeeded')
  expect(visibleStatus('succeeded', 100, 1)).toBe('partially_refunded')
  expect(visibleStatus('succeeded', 100, 100)).toBe('refunded')
  expect(visibleStatus('succeeded', 0, 0)).toBe('succeeded')
  expect(visibleStatus('voided', 0, 0)).toBe('voided')
  expect([visibleStatus('capturing', 0, 0), visibleStatus('voiding', 0, 0)]).toEqual([
    'authorised',
    'authorised',
  ])
})
