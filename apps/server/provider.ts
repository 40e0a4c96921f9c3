/** Who moves the money, as the settings say: the sandbox on a database of its own, or Stripe. */
import { openSandbox } from '@rialto/adapter-sandbox/sandbox'
import { openStripe } from '@rialto/adapter-stripe/stripe'
import { payment } from '@rialto/contracts/payment'
import type { Ports } from '@rialto/kernel/ports/ports'
import { openDatabase } from '@rialto/kernel/sql/database'
import type { Provider } from '@rialto/payment'
import type { Payments } from './config.ts'
import type { Platform } from './platform.ts'

const DELIVERY_MS = 10_000

export type ProviderNeeds = {
  readonly payments: Payments
  readonly secret: string
  readonly ports: Ports
  /** Where the cardholder comes back to from a page of their bank. */
  readonly shopUrl: string
  /** Known by the time that the provider is opened. */
  readonly sandboxUrl: () => string
  /** Open by the time that the sandbox has something to tell. */
  readonly platform: () => Platform | undefined
}

export function providerOpener(needs: ProviderNeeds): () => Provider {
  const { payments, ports, shopUrl } = needs
  if (payments.provider === 'sandbox') return () => openOwnSandbox(needs)
  return () => openStripe({ ...payments, clock: ports.clock, returnUrl: `${shopUrl}/orders` })
}

function openOwnSandbox({ secret, ports, sandboxUrl, platform }: ProviderNeeds): Provider {
  return openSandbox({
    ...ports,
    db: openDatabase({ url: sandboxUrl(), sharedCluster: true }),
    secret,
    // By the route that a real provider calls, so that what it does is seen every day.
    deliver: async ({ payload, signature }) => {
      const open = platform()
      if (!open) throw new Error('the platform is not open yet')
      await open.client(payment, 'sandbox').webhook(
        {
          params: { provider: 'sandbox' },
          headers: { 'sandbox-signature': signature },
          body: payload,
        },
        {
          caller: { kind: 'service', name: 'sandbox' },
          requestId: ports.ids.next('req'),
          deadline: ports.clock.now() + DELIVERY_MS,
        },
      )
    },
  })
}
