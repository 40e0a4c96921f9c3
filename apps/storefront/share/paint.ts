/** A process that draws pictures beside links, as it is told to: what drawing takes of memory ends with it. */
import { drawShared, type Shared } from './draw.ts'

export type Order = { readonly id: number; readonly shared: Shared }
export type Delivered = { readonly id: number; readonly picture?: Uint8Array; readonly error?: string }

process.on('message', ({ id, shared }: Order) => {
  drawShared(shared).then(
    (picture) => process.send?.({ id, picture } satisfies Delivered),
    (error: unknown) => process.send?.({ id, error: (error as Error).message } satisfies Delivered),
  )
})
process.on('disconnect', () => process.exit(0))
