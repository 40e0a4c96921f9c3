'use client'
/**
 * The way into the cart: counts and opens it at once, and takes that back with the reason where the shop refuses.
 * Without scripts it is a form that leads to the cart.
 */
import type { FormEvent, ReactNode } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { changeCart } from './ask.ts'
import { countNow } from './cart-count.tsx'
import { expectDrawer } from './load-drawer.ts'
import type { Preview } from './shown.ts'
import { tell } from './signals.ts'

export function AddButton({
  action,
  sku,
  price,
  preview,
  texts,
  id,
  className,
  children,
}: {
  readonly action: string
  readonly sku: string
  /** What the page says that it costs: another price now is refused, not charged. */
  readonly price: number
  readonly preview: Preview
  readonly texts: { readonly add: string; readonly failed: string }
  /** Of the form, so that a button elsewhere may send it. */
  readonly id?: string | undefined
  readonly className?: string | undefined
  /** More fields, such as `quantity`. */
  readonly children?: ReactNode
}) {
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const quantity = Number(fields.get('quantity') ?? 1)
    const before = countNow()
    tell('rialto:cart', before + quantity)
    tell('rialto:cart-open', preview)
    const answer = await changeCart({ sku, price, quantity })
    if (answer && 'cart' in answer) {
      tell('rialto:cart', answer.cart.count)
      tell('rialto:cart-shown', answer.cart)
      if (answer.notice !== undefined) toast({ text: answer.notice })
      return
    }
    tell('rialto:cart', before)
    tell('rialto:cart-shown', undefined)
    toast({ text: answer?.refused ?? texts.failed })
  }
  return (
    <form
      id={id}
      className={className}
      method="post"
      action={action}
      onPointerEnter={expectDrawer}
      onSubmit={(event) => void add(event)}
    >
      <input type="hidden" name="sku" value={sku} />
      <input type="hidden" name="price" value={price} />
      {children}
      <button className={buttonStyle('action', 'w-full')}>{texts.add}</button>
    </form>
  )
}
