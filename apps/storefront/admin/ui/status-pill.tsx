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
  return <span className={`pill ${TONES[tone]}`}>{children}</span>
}
