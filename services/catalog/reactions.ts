/** What the catalogue does when inventory speaks. */
import { inventory } from '@rialto/contracts/inventory'
import { publish } from '@rialto/kernel/events/outbox'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import { latestLevels, type StockLevel } from './domain.ts'
import { stockLevelOf, tellTurn } from './stock/levels.ts'
import { keepLevels } from './stock/store.ts'

/** Twice, late or out of order: a level is kept only where its version is higher than the one that is known. */
export function catalogReactions(
  writer: string,
  onLevels: (levels: readonly StockLevel[]) => void,
  onTurns: () => void,
): readonly Reaction[] {
  return [
    on(inventory, 'levels_changed', async (events, tx) => {
      const levels = latestLevels(events.flatMap(({ data }) => data.levels.map(stockLevelOf)))
      const turns = await keepLevels(tx, writer, levels)
      // Few SKUs sell out or come back: most batches say nothing and cost no statement.
      await publish(tx, turns.map(tellTurn))
      tx.afterCommit(() => {
        onLevels(levels)
        if (turns.length > 0) onTurns()
      })
    }),
  ]
}
