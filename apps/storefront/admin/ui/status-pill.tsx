/** A state as a dot and a word: the colour alone says nothing. */
const TONES = {
  neutral: 'bg-neutral-soft text-muted',
  info: 'bg-info-soft text-info',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
} as const

export type Tone = keyof typeof TONES

export function StatusPill({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span
      className={`inline-flex h-5.5 items-center gap-1.5 rounded-pill px-2 text-small font-medium whitespace-nowrap ${TONES[tone]}`}
    >
      <span aria-hidden className="size-1.5 rounded-pill bg-current" />
      {children}
    </span>
  )
}
