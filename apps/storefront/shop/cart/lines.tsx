'use client'
/** The lines of a cart. Every button is a form of its own, so that it works before and without scripts. */
import { CircleAlert, Minus, Plus } from 'lucide-react'
import { useRef, type FormEvent, type ReactNode } from 'react'
import type { ShownCart, ShownLine, ShownPicture } from './shown.ts'
import type { Change } from './use-cart.ts'

const QUANTITY_MAX = 999
const STEP =
  'grid size-11 place-items-center rounded-pill hover:bg-surface disabled:opacity-40 disabled:hover:bg-transparent'

export function CartLines({
  cart,
  quantityOf,
  change,
}: {
  readonly cart: ShownCart
  readonly quantityOf: (line: ShownLine) => number
  readonly change: Change
}) {
  const list = useRef<HTMLUListElement>(null)
  return (
    <ul ref={list} tabIndex={-1} className="outline-none">
      {cart.lines.map((line) => {
        const quantity = quantityOf(line)
        if (quantity === 0) return undefined
        return (
          <li key={line.id} className="border-b border-hairline py-4 last:border-0">
            <LineFrame
              picture={line.picture}
              name={line.name}
              lang={line.lang}
              href={line.href}
              total={line.total}
              isStale={quantity !== line.quantity}
              isAvailable={line.isAvailable}
            >
              {line.each !== undefined && <p className="text-small text-muted">{line.each}</p>}
              {line.notes.map((note) => (
                <div key={note.text} className="mt-1">
                  <p
                    className={`flex items-start gap-1.5 text-small font-semibold ${note.tone === 'danger' ? 'text-danger' : 'text-warning'}`}
                  >
                    <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
                    {note.text}
                  </p>
                  {note.mend && (
                    <SetForm line={line} change={change}>
                      <button
                        name="quantity"
                        value={note.mend.quantity}
                        className="min-h-11 text-note font-semibold underline underline-offset-4"
                      >
                        {note.mend.label}
                      </button>
                    </SetForm>
                  )}
                </div>
              ))}
              <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4">
                {line.isAvailable && (
                  <SetForm line={line} change={change}>
                    <fieldset className="flex items-center rounded-pill border border-control">
                      <legend className="sr-only">{line.labels.quantity}</legend>
                      <button
                        name="quantity"
                        value={quantity - 1}
                        aria-label={line.labels.fewer}
                        className={STEP}
                      >
                        <Minus aria-hidden size={18} strokeWidth={1.75} />
                      </button>
                      <output className="min-w-[2.5ch] text-center font-semibold tabular-nums">
                        {quantity}
                      </output>
                      <button
                        name="quantity"
                        value={quantity + 1}
                        disabled={quantity >= QUANTITY_MAX}
                        aria-label={line.labels.more}
                        className={STEP}
                      >
                        <Plus aria-hidden size={18} strokeWidth={1.75} />
                      </button>
                    </fieldset>
                  </SetForm>
                )}
                <SetForm
                  line={line}
                  className="ms-auto"
                  change={(...wanted) => {
                    // The button goes; whoever pressed it by key stays in the list.
                    list.current?.focus()
                    change(...wanted)
                  }}
                >
                  <button
                    name="quantity"
                    value={0}
                    aria-label={line.labels.remove}
                    className="min-h-11 text-note underline underline-offset-4 hover:no-underline"
                  >
                    {cart.texts.remove}
                  </button>
                </SetForm>
              </div>
            </LineFrame>
          </li>
        )
      })}
    </ul>
  )
}

/** A picture, a name and a sum, and what else there is to say beside the picture. */
export function LineFrame({
  picture,
  name,
  lang,
  href,
  total,
  isStale = false,
  isAvailable = true,
  children,
}: {
  readonly picture: ShownPicture | undefined
  readonly name: string
  readonly lang: string | undefined
  readonly href?: string | undefined
  readonly total: string
  /** Whether the sum waits for the shop to reckon it anew. */
  readonly isStale?: boolean
  readonly isAvailable?: boolean
  readonly children?: ReactNode
}) {
  return (
    <div className="flex gap-4">
      <span
        className={`picture arch ${picture ? '' : 'niche'} h-[90px] w-[72px] shrink-0 overflow-hidden ${isAvailable ? '' : 'opacity-60'}`}
      >
        {picture && (
          <img
            src={picture.url}
            srcSet={picture.srcset}
            sizes="72px"
            alt=""
            width={72}
            height={90}
            // Most stand where nobody looks yet: in a folded summary, or far down a drawer.
            loading="lazy"
            decoding="async"
            className="size-full object-cover"
          />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-4">
          <p lang={lang} className="min-w-0 font-semibold [overflow-wrap:anywhere]">
            {href === undefined ? (
              name
            ) : (
              <a href={href} className="underline-offset-4 hover:underline">
                {name}
              </a>
            )}
          </p>
          <p className={`price shrink-0 transition-opacity ${isStale ? 'opacity-40' : ''}`}>
            <bdi>{total}</bdi>
          </p>
        </div>
        {children}
      </div>
    </div>
  )
}

function SetForm({
  line,
  change,
  className,
  children,
}: {
  readonly line: ShownLine
  readonly change: Change
  readonly className?: string
  readonly children: ReactNode
}) {
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const pressed = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
    if (pressed) change(line, Number(pressed.value))
  }
  return (
    <form
      method="post"
      action={`/shop/cart/items/${encodeURIComponent(line.id)}`}
      onSubmit={send}
      className={className}
    >
      {children}
    </form>
  )
}
