/** A provider of the tests’ own. It keeps a log like a bank, and loses requests and answers on demand. */
import type { Charge, ChargeRequest, Provider } from './provider.ts'

type Loss = 'request' | 'answer'
type Refund = { readonly chargeKey: string; readonly amount: number; readonly currency: string }

const OUTCOMES: Readonly<Record<string, readonly [Charge['outcome'], string | null]>> = {
  tok_visa: ['captured', null],
  tok_declined: ['declined', 'card_declined'],
  tok_3ds: ['requires_action', 'authentication_required'],
}

export function openBank() {
  const charges = new Map<string, Charge>()
  const refunds = new Map<string, Refund>()
  /** What happens to the next charges of a key; after that they arrive. */
  const losses = new Map<string, Loss[]>()
  const asked: string[] = []
  let away = false
  let slow: Promise<unknown> = Promise.resolve()

  const answer = () => {
    if (away) throw new Error('the bank is away')
  }
  function write(
    { key, amount, currency }: Omit<ChargeRequest, 'token'>,
    [outcome, reason]: (typeof OUTCOMES)[string],
  ) {
    const charge = charges.get(key) ?? { key, amount, currency, outcome, reason, reference: `bank_${key}` }
    charges.set(key, charge)
    return charge
  }

  const provider: Provider = {
    name: 'bank',
    tokenDefault: 'tok_visa',
    async charge(request) {
      asked.push(`charge ${request.key}`)
      await slow
      answer()
      const loss = losses.get(request.key)?.shift()
      if (loss === 'request') throw new Error('the request was lost')
      const charge = write(request, OUTCOMES[request.token] ?? ['declined', 'unknown_token'])
      if (loss === 'answer') throw new Error('the answer was lost')
      return charge
    },
    async findCharges(keys) {
      asked.push(...keys.map((key) => `find ${key}`))
      answer()
      return keys.flatMap((key) => charges.get(key) ?? [])
    },
    async abandon(request) {
      asked.push(`abandon ${request.key}`)
      answer()
      const known = charges.get(request.key)
      if (known?.outcome === 'requires_action') charges.set(request.key, { ...known, outcome: 'abandoned' })
      return write(request, ['abandoned', null])
    },
    async refund({ key, ...refund }) {
      asked.push(`refund ${key}`)
      await slow
      answer()
      refunds.set(key, refund)
      return { reference: `bank_${key}` }
    },
    close: async () => {},
  }

  return {
    provider,
    charges,
    refunds,
    /** What the bank was asked about a key, in order. */
    askedAbout: (key: string) =>
      asked.filter((question) => question.endsWith(` ${key}`)).map((q) => q.split(' ')[0]),
    lose: (key: string, ...what: Loss[]) => losses.set(key, what),
    away: (is: boolean) => (away = is),
    /** Charges and refunds wait until the answer is called. */
    hold: () => {
      const gate = Promise.withResolvers<void>()
      slow = gate.promise
      return () => {
        slow = Promise.resolve()
        gate.resolve()
      }
    },
    givenBack: (chargeKey: string) =>
      [...refunds.values()]
        .filter((refund) => refund.chargeKey === chargeKey)
        .reduce((sum, { amount }) => sum + amount, 0),
  }
}
