/**
 * Has pictures drawn by a process beside this one, which is there while there is something to draw. Drawn here, twenty
 * of them took the shop from 230 to 320 MB, and it never came back.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Shared } from './draw.ts'
import type { Delivered, Order } from './paint.ts'

const IDLE_MS_MAX = 20_000
const DRAW_MS_MAX = 15_000
/** More waiting than this is no reader of links. */
const WAITING_MAX = 20

export type Painter = {
  /** Rejects where too much is asked at once, and where the picture cannot be drawn. */
  paint(shared: Shared): Promise<Uint8Array>
  close(): void
}

export function openPainter(): Painter {
  const waiting = new Map<number, PromiseWithResolvers<Uint8Array>>()
  let child: ChildProcess | undefined
  let count = 0
  let idle: NodeJS.Timeout | undefined

  function end(why: string): void {
    clearTimeout(idle)
    child?.kill()
    child = undefined
    for (const { reject } of waiting.values()) reject(new Error(why))
    waiting.clear()
  }

  /** The process, begun where there is none. */
  function awake(): ChildProcess {
    if (child) return child
    const begun = fork(join(import.meta.dirname, 'paint.ts'), { serialization: 'advanced', execArgv: [] })
    begun.on('message', ({ id, picture, error }: Delivered) => {
      const ordered = waiting.get(id)
      waiting.delete(id)
      if (picture) ordered?.resolve(picture)
      else ordered?.reject(new Error(error))
      rest()
    })
    begun.on('exit', (code) => {
      if (child === begun) end(`the painter ended with ${code}`)
    })
    child = begun
    return begun
  }

  /** Nothing is left to draw: soon it may go. Something is: it has so long. */
  function rest(): void {
    clearTimeout(idle)
    idle = setTimeout(
      () => end('the painter took too long'),
      waiting.size > 0 ? DRAW_MS_MAX : IDLE_MS_MAX,
    ).unref()
  }

  return {
    paint(shared) {
      if (waiting.size >= WAITING_MAX) return Promise.reject(new Error('too many pictures are asked for'))
      count += 1
      const ordered = Promise.withResolvers<Uint8Array>()
      waiting.set(count, ordered)
      awake().send({ id: count, shared } satisfies Order)
      rest()
      return ordered.promise
    },
    close: () => end('the shop closes'),
  }
}
