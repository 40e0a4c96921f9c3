'use client'
/** What is being ordered and how its price comes about: at the end of a wide screen, folded on top of a narrow one. */
import { ChevronDown } from 'lucide-react'
import { LineFrame } from '../cart/lines.tsx'
import type { ShownQuote } from './shown.ts'

type Shown = {
  readonly quote: ShownQuote
  readonly texts: { readonly summary: string }
  /** Whether another price is on its way. */
  readonly isStale: boolean
}

export function FoldedSummary(shown: Shown) {
  const { quote, texts } = shown
  return (
    <details className="group -mx-5 bg-surface px-5 lg:hidden">
      <summary className="flex min-h-14 list-none items-center gap-2 font-semibold [&::-webkit-details-marker]:hidden">
        {texts.summary}
        <ChevronDown
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className="transition-transform duration-[120ms] group-open:rotate-180"
        />
        <span className="price ms-auto text-lead">
          <bdi>{quote.totalText}</bdi>
        </span>
      </summary>
      <div className="pb-6">
        <Steps quote={quote} isStale={shown.isStale} />
      </div>
    </details>
  )
}

export function SideSummary(shown: Shown) {
  return (
    <section
      aria-labelledby="summary"
      className="hidden self-start rounded-card bg-surface p-6 lg:sticky lg:top-8 lg:mt-8 lg:block"
    >
      <h2 id="summary" className="mb-4 text-title">
        {shown.texts.summary}
      </h2>
      <Steps quote={shown.quote} isStale={shown.isStale} />
    </section>
  )
}

function Steps({ quote, isStale }: Pick<Shown, 'quote' | 'isStale'>) {
  return (
    <>
      <ul>
        {quote.lines.map(({ id, name, lang, quantity, total, picture }) => (
          <li key={id} className="py-2">
            <LineFrame picture={picture} name={name} lang={lang} total={total}>
              <p className="text-small text-muted tabular-nums">× {quantity}</p>
            </LineFrame>
          </li>
        ))}
      </ul>
      {quote.leftOut !== undefined && (
        <p className="mt-3 text-small font-semibold text-warning">{quote.leftOut}</p>
      )}
      <dl aria-busy={isStale} className="mt-4 grid gap-3 border-t border-hairline pt-4 aria-busy:opacity-40">
        {quote.steps.map(({ label, amount, why }) => (
          <div key={`${label} ${why}`} className="flex items-baseline justify-between gap-4">
            <dt>
              {label}
              <span className="block text-small text-muted">{why}</span>
            </dt>
            <dd className="shrink-0 font-semibold tabular-nums">
              <bdi>{amount}</bdi>
            </dd>
          </div>
        ))}
        <div className="flex items-baseline justify-between gap-4 border-t border-hairline pt-3 text-lead">
          <dt className="font-bold">{quote.totalName}</dt>
          <dd className="price text-end">
            <bdi>{quote.totalText}</bdi>
            {quote.about !== undefined && (
              <span className="block text-small font-normal text-muted">
                <bdi>{quote.about}</bdi>
              </span>
            )}
          </dd>
        </div>
      </dl>
    </>
  )
}
