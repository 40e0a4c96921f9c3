/** What the documents are made from: the contracts of the platform's services, and who of them listens to what. */
import type { Listening } from '@rialto/kernel/document/asyncapi'
import type { Contract } from '@rialto/kernel/contract/contract'
import { listeningOf } from '../platform.ts'
import { eventService } from '../events/service.ts'
import { services } from '../services.ts'

export type Sources = { readonly contracts: readonly Contract[]; readonly listeners: readonly Listening[] }

/** Nothing is opened: a service's contract can be read without its needs. */
export function platformSources(): Sources {
  const serving = services({
    profile: 'demo',
    secret: '',
    openProvider: () => {
      throw new Error('documents open no provider')
    },
    shopUrl: '',
    smtpUrl: undefined,
  })
  const definitions = [...serving, eventService(() => new Map())]
  return {
    contracts: definitions.map(({ contract }) => contract),
    listeners: listeningOf(definitions),
  }
}
