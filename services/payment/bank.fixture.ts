/** A provider of the tests’ own. It keeps a log like a bank, and loses requests and answers on demand. */
import type { Charge, ChargeKey, News, Provider } from './provider.ts'

type Loss = 'request' | 'answer'
type Refund = { readonly chargeKey: string; readonly amount: number; readonly currency: string }

const OUTCOMES: Readonly<Record<string, readonly [Charge['outcome'], string | null]>> = {
  tok_visa: ['captured', null],
  tok_declined: ['declined', 'card_declined'],
  tok_3ds: ['requires_action', 'authentication_required'],
}

/** What the bank signs with. */
export const SIGNED = 'signed by the bank'

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
    { key, amount, currency, capture }: ChargeKey & { capture?: 'manual' },
    [means, reason]: (typeof OUTCOMES)[string],
  ) {
    const outcome = means === 'captured' && capture === 'manual' ? 'authorised' : means
    const first = { key, amount, currency, outcome, reason, reference: `bank_${key}` }
    const charge = charges.get(key) ?? {
      ...first,
      ...(outcome === 'requires_action'
        ? { nextAction: { type: 'redirect' as const, url: `https://bank.example/${key}` } }
        : {}),
    }
    charges.set(key, charge)
    return charge
  }

  const provider: Provider = {
    name: 'sandbox',
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
    async findCharges(wanted) {
      asked.push(...wanted.map(({ key }) => `find ${key}`))
      answer()
      return wanted.flatMap(({ key }) => charges.get(key) ?? [])
    },
    async capture({ key, take }) {
      asked.push(`capture ${key}`)
      await slow
      answer()
      const loss = losses.get(key)?.shift()
      if (loss === 'request') throw new Error('the request was lost')
      const known = charges.get(key)
      if (!known) throw new Error('nothing was set aside')
      const captured = {
        ...known,
        outcome: 'captured' as const,
        ...(take < known.amount ? { captured: take } : {}),
      }
      if (known.outcome === 'authorised') charges.set(key, captured)
      if (loss === 'answer') throw new Error('the answer was lost')
      return charges.get(key) ?? known
    },
    async abandon(request) {
      asked.push(`abandon ${request.key}`)
      answer()
      const known = charges.get(request.key)
      if (known?.outcome === 'requires_action' || known?.outcome === 'authorised')
        charges.set(request.key, { ...known, outcome: 'abandoned' })
      return write(request, ['abandoned', null])
    },
    async refund({ key, ...refund }) {
      asked.push(`refund ${key}`)
      await slow
      answer()
      refunds.set(key, refund)
      return { reference: `bank_${key}` }
    },
    // Whoever knows the word is believed; how signatures are checked is the adapters’ own affair.
    readWebhook: (payload, signature) => (signature === SIGNED ? (JSON.parse(payload) as News) : undefined),
    close: async () => {},
  }

  return {
    provider,
    charges,
    refunds,
    /** What the bank was asked about a key, in order. */
    askedAbout: (key: string) =>
      asked.filter((question) => question.endsWith(` ${key}`)).map((q) => q.split(' ')[0]),
    /** The cardholder answers: the bank takes the money, or sets it aside, or refuses. */
    answers(key: string, outcome: 'captured' | 'authorised' | 'declined') {
      const known = charges.get(key)
      if (known?.outcome !== 'requires_action') throw new Error(`nobody is asked about ${key}`)
      const { nextAction: _over, ...charge } = known
      charges.set(key, {
        ...charge,
        outcome,
        reason: outcome === 'declined' ? 'authentication_failed' : null,
      })
    },
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
