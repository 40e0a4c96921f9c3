/** What the documents are made from: the contracts of the platform's services, who of them asks whom, and who listens to what. */
import type { Listening } from '@rialto/kernel/document/asyncapi'
import type { Contract } from '@rialto/kernel/contract/contract'
import { listeningOf } from '../platform.ts'
import { eventService } from '../events/service.ts'
import { overviewService, type OverviewSettings } from '../overview/service.ts'
import { services, SHOP_CURRENCY } from '../services.ts'

export type Sources = { readonly contracts: readonly Contract[]; readonly listeners: readonly Listening[] }

/** With who asks whom, which no running platform has to know. */
export type AllSources = Sources & {
  readonly asking: readonly { readonly service: string; readonly asks: readonly string[] }[]
}

const UNOPENED: OverviewSettings = {
  shop: {
    name: '',
    profile: 'demo',
    currency: SHOP_CURRENCY,
    payments: { provider: 'sandbox', testCards: [] },
  },
  origins: new Map(),
  platform: () => undefined,
}

/** Nothing is opened: a service's contract can be read without its needs. */
export function platformSources(): AllSources {
  const serving = services({
    profile: 'demo',
    secret: '',
    openProvider: () => {
      throw new Error('documents open no provider')
    },
    shopUrl: '',
    smtpUrl: undefined,
  })
  const definitions = [...serving, eventService(() => new Map(), []), overviewService(UNOPENED)]
  return {
    contracts: definitions.map(({ contract }) => contract),
    listeners: listeningOf(definitions),
    asking: definitions.map(({ contract, uses }) => ({
      service: contract.name,
      asks: Object.values(uses).map(({ name }) => name),
    })),
  }
}
