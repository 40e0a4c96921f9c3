/** Files that were dropped or chosen and are not pictures of the product yet. */
const BYTES_MAX = 10 * 1024 * 1024

export type Waiting = {
  readonly file: File
  /** Its address in this browser, which no other file has. */
  readonly preview: string
  /** What it shows, as typed until now. */
  readonly alt: string
  /** `queued`: asked for, behind others that are on their way. */
  readonly state: 'waiting' | 'queued' | 'sending'
  /** How much of it has gone, of a hundred. */
  readonly percent: number
  readonly problem?: string | undefined
  /** No description makes a picture of it. */
  readonly isUnfit: boolean
  /** It was sent, and not taken. */
  readonly isRefused: boolean
}

export const NOT_DESCRIBED = 'Say what the picture shows, for those who cannot see it.'
const TOO_LARGE = 'This file has more than ten megabytes. Make it smaller first.'

export function waitingOf(file: File, preview: string): Waiting {
  const isUnfit = file.size > BYTES_MAX
  return {
    file,
    preview,
    alt: '',
    state: 'waiting',
    percent: 0,
    problem: isUnfit ? TOO_LARGE : undefined,
    isUnfit,
    isRefused: false,
  }
}

/** What one act sends, and what it has to ask about first; what is no picture is neither. */
export function sorted(all: readonly Waiting[]): {
  readonly ready: readonly Waiting[]
  readonly silent: readonly Waiting[]
} {
  const open = all.filter(({ state, isUnfit }) => state === 'waiting' && !isUnfit)
  return {
    ready: open.filter(({ alt }) => alt.trim() !== ''),
    silent: open.filter(({ alt }) => alt.trim() === ''),
  }
}
