'use client'
/** A cart whose quantities change at once, and are what the shop says as soon as it has said it. */
import { useEffect, useRef, useState } from 'react'
import { toast } from '../../ui/toast.tsx'
import { askCart, changeCart } from './ask.ts'
import type { ShownCart, ShownLine } from './shown.ts'
import { whenSeenAgain } from './seen-again.ts'
import { tell } from './signals.ts'

/** Of several steps in a row only the last is asked for. */
const SETTLE_MS = 300

export type Change = (line: ShownLine, quantity: number) => void

export function useCart(given: ShownCart) {
  const [cart, setCart] = useState(given)
  /** What was wished for and not answered yet, by line. */
  const [wished, setWished] = useState<Readonly<Record<string, number>>>({})
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  const queue = useRef<Promise<void>>(Promise.resolve())
  const turns = useRef(0)
  /** The turn that was answered last. */
  const settled = useRef(0)
  useEffect(() => {
    setCart(given)
    setWished({})
  }, [given])

  useEffect(
    () =>
      whenSeenAgain(async () => {
        // What is being changed here is newer than what was changed elsewhere.
        const turn = turns.current
        const isAtRest = () => turn === turns.current && turn === settled.current && timers.current.size === 0
        const now = isAtRest() ? await askCart() : undefined
        if (!now || !isAtRest()) return
        setCart(now)
        tell('rialto:cart', now.count)
      }),
    [],
  )

  const quantityOf = ({ id, quantity }: ShownLine) => wished[id] ?? quantity

  /** One after the other, as they were asked for; only the last answer tells of a cart that still is. */
  function ask(body: Readonly<Record<string, string | number>>, line?: string): void {
    turns.current += 1
    const turn = turns.current
    const before = queue.current
    queue.current = (async () => {
      await before
      const answer = await changeCart(body, line)
      const isDone = answer !== undefined && 'cart' in answer
      if (!isDone) toast({ text: answer?.refused ?? cart.texts.failed })
      if (turn !== turns.current) return
      const now = isDone ? answer.cart : await askCart()
      settled.current = turn
      setWished((wishes) =>
        Object.fromEntries(Object.entries(wishes).filter(([id]) => timers.current.has(id))),
      )
      if (!now) return
      setCart(now)
      tell('rialto:cart', now.count)
    })()
  }

  const change: Change = (line, quantity) => {
    const before = quantityOf(line)
    setWished((others) => ({ ...others, [line.id]: quantity }))
    const counts = cart.lines.map((each) => {
      if (!each.isAvailable) return 0
      return each.id === line.id ? quantity : quantityOf(each)
    })
    tell(
      'rialto:cart',
      counts.reduce((sum, count) => sum + count, 0),
    )
    clearTimeout(timers.current.get(line.id))
    timers.current.set(
      line.id,
      setTimeout(
        () => {
          timers.current.delete(line.id)
          ask({ quantity }, line.id)
        },
        quantity > 0 ? SETTLE_MS : 0,
      ),
    )
    if (quantity > 0) return
    toast({
      text: line.labels.removed,
      action: { label: cart.texts.undo, run: () => ask({ sku: line.sku, quantity: before }) },
    })
  }

  return { cart, quantityOf, change }
}
