/** How a button looks, whether it is one or a link. One filled orange thing a screen: that by which one goes on. */
const BASE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-pill py-2 font-semibold ' +
  'transition-[background-color,transform] duration-[120ms] ease-out active:scale-[.98] ' +
  'disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:opacity-60'

const KINDS = {
  action: 'bg-action text-on-action hover:bg-action-hover',
  ink: 'bg-ink text-on-ink hover:opacity-90',
  outline: 'border-2 border-ink text-ink hover:bg-surface',
  danger: 'border-2 border-danger text-danger hover:bg-surface',
  text: 'underline underline-offset-4 hover:no-underline',
} as const

/** Of two paddings the wider would hold, whichever comes last: each has its own. */
const SIZES = { body: 'px-6 text-body', note: 'px-4 text-note', bare: 'text-body' } as const

/** Underlined words begin where the text around them does. */
export function buttonStyle(
  kind: keyof typeof KINDS = 'outline',
  more = '',
  size: keyof typeof SIZES = kind === 'text' ? 'bare' : 'body',
): string {
  return `${BASE} ${SIZES[size]} ${KINDS[kind]} ${more}`
}
