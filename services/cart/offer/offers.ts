/** What things cost now: one question to the catalogue for all that a batch wants to know. */
import type { CatalogClient, Offer } from '@rialto/contracts/catalog'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Offers } from '../domain.ts'

const REFERENCES_PER_QUESTION_MAX = 1_000

/** Offers by every reference asked for, and by SKU. The question waits as long as the most patient caller. */
export async function findOffers(
  catalog: CatalogClient,
  references: readonly string[],
  calls: readonly Call[],
): Promise<Offers> {
  const asked = [...new Set(references)]
  const offers = new Map<string, Offer | null>()
  const [call] = calls.toSorted((one, other) => other.deadline - one.deadline)
  if (!call) return offers
  for (let from = 0; from < asked.length; from += REFERENCES_PER_QUESTION_MAX) {
    const some = asked.slice(from, from + REFERENCES_PER_QUESTION_MAX)
    const { offers: found } = await catalog.offers({ body: { references: some } }, call)
    some.forEach((reference, i) => {
      const offer = found[i] ?? null
      offers.set(reference, offer)
      if (offer) offers.set(offer.sku, offer)
    })
  }
  return offers
}
