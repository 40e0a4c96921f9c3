/** How far something is: a dot and a word. The colour only repeats what the word says. */
const TONES = {
  calm: 'bg-control',
  going: 'bg-gold',
  good: 'bg-success',
  bad: 'bg-danger',
} as const

export type Tone = keyof typeof TONES

export function Status({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return (
    <span className="inline-flex items-center gap-2 rounded-pill bg-surface px-3 py-1 text-small font-semibold">
      <span aria-hidden className={`size-2 rounded-full ${TONES[tone]}`} />
      {text}
    </span>
  )
}
