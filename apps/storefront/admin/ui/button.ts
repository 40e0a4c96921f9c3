/** How a button of the admin looks, whether it is one or a link. The orange one is what the page is for. */
const BASE =
  'target inline-flex items-center justify-center gap-1.5 rounded-control px-3 text-body font-semibold whitespace-nowrap ' +
  'transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55'

const KINDS = {
  action: 'bg-action text-on-action hover:bg-action-hover',
  plain: 'border border-control/60 bg-raised text-ink hover:bg-surface',
  quiet: 'px-2 text-muted hover:bg-surface hover:text-ink',
  danger: 'border border-danger bg-raised text-danger hover:bg-danger-soft',
} as const

export function buttonStyle(kind: keyof typeof KINDS = 'plain', more = ''): string {
  return `${BASE} ${KINDS[kind]} ${more}`
}

/** A square with nothing but a picture in it; what it does stands in its label. */
export const ICON_BUTTON =
  'inline-grid size-8 pointer-coarse:size-11 shrink-0 place-items-center rounded-control text-muted hover:bg-surface hover:text-ink'

export const ICON = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const
export const SMALL_ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const
