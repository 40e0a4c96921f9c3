'use client'
/** Puts what an order held into the cart again; what could not be put there is told here. */
import { useActionState } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { orderAgain, type Again } from './order-again.ts'

export function AgainForm({
  order,
  texts,
  cart,
}: {
  readonly order: string
  readonly texts: { readonly submit: string; readonly name: string; readonly toCart: string }
  /** The address of the cart. */
  readonly cart: string
}) {
  const [again, send, isSending] = useActionState<Again | undefined, FormData>(orderAgain, undefined)
  return (
    <>
      <form action={send}>
        <input type="hidden" name="order" value={order} />
        <button
          aria-label={texts.name}
          aria-disabled={isSending}
          className={buttonStyle('outline', '', 'note')}
        >
          {texts.submit}
        </button>
      </form>
      <div role="status" className="empty:hidden max-sm:basis-full sm:max-w-[18rem]">
        {again && (
          <div className="rounded-card bg-surface p-4 text-note">
            <p className="font-semibold">{again.title}</p>
            <ul className="mt-1 grid gap-1">
              {again.left.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
            {again.hasMoved && (
              <a href={cart} className="inline-flex min-h-11 items-center underline underline-offset-4">
                {texts.toCart}
              </a>
            )}
          </div>
        )}
      </div>
    </>
  )
}
