/** Writes what was read of the catalogue into every slot that is in use. */
import type { ProductSnapshot } from '@rialto/contracts/catalog'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Slot } from '../build/slots.ts'
import { coded } from '../facet/codes.ts'
import { addWords } from '../spelling/store.ts'
import { documentOf, wordCounts } from './domain.ts'
import { dropDocuments, keepDocuments } from './store.ts'

export type Reading = {
  readonly number: number
  readonly products: readonly ProductSnapshot[]
  /** Asked for, and not on sale. */
  readonly goneIds: readonly string[]
}

/** Twice, late or out of order: what a slot knows better stays. */
export async function keepReading(tx: Tx, slots: readonly Slot[], reading: Reading): Promise<void> {
  const documents = reading.products.map(documentOf)
  const codedDocuments = await coded(tx, documents)
  for (const slot of slots) {
    const kept = await keepDocuments(tx, slot, codedDocuments, reading.number)
    await dropDocuments(tx, slot, reading.goneIds, reading.number)
    const isNew = new Map(kept.map((each) => [each.productId, each.isNew]))
    const fresh = wordCounts(documents.filter(({ productId }) => isNew.get(productId) === true))
    const changed = wordCounts(documents.filter(({ productId }) => isNew.get(productId) === false))
    const known = [...changed.keys()].filter((word) => !fresh.has(word)).map((word) => [word, 0] as const)
    await addWords(tx, slot, new Map([...fresh, ...known]))
  }
}
