/** Items of a list that are dragged to where another one stands; whoever has no mouse has buttons beside them. */
import { useEffect, useState } from 'react'

/** Gives which one is being dragged. */
export function useDragOrder(
  list: { readonly current: HTMLElement | null },
  move: (from: number, to: number) => void,
): number | undefined {
  const [dragged, setDragged] = useState<number>()
  useEffect(() => {
    const items = list.current
    if (!items) return undefined
    const indexOf = ({ target }: Event) =>
      [...items.children].findIndex((item) => target instanceof Node && item.contains(target))
    const begin = (event: Event) => setDragged(indexOf(event))
    const end = () => setDragged(undefined)
    const over = (event: Event) => {
      if (dragged !== undefined) event.preventDefault()
    }
    const drop = (event: Event) => {
      const to = indexOf(event)
      if (dragged === undefined || to < 0) return
      event.preventDefault()
      event.stopPropagation()
      move(dragged, to)
    }
    items.addEventListener('dragstart', begin)
    items.addEventListener('dragend', end)
    items.addEventListener('dragover', over)
    items.addEventListener('drop', drop)
    return () => {
      items.removeEventListener('dragstart', begin)
      items.removeEventListener('dragend', end)
      items.removeEventListener('dragover', over)
      items.removeEventListener('drop', drop)
    }
  }, [list, move, dragged])
  return dragged
}
