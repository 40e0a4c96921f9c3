/** How a button looks, whether it is one or a link. One filled orange thing a screen: that by which one goes on. */
const BASE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-pill px-6 py-2 text-body font-semibold ' +
  'transition-[background-color,transform] duration-[120ms] ease-out active:scale-[.98] ' +
  'disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:opacity-60'

const KINDS = {
  action: 'bg-action text-on-action hover:bg-action-hover',
  ink: 'bg-ink text-on-ink hover:opacity-90',
  outline: 'border-2 border-ink text-ink hover:bg-surface',
  danger: 'border-2 border-danger text-danger hover:bg-surface',
  text: 'px-2 underline underline-offset-4 hover:no-underline',
} as const

export function buttonStyle(kind: keyof typeof KINDS = 'outline', more = ''): string {
  return `${BASE} ${KINDS[kind]} ${more}`
}
