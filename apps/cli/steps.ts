/** What takes long, step by step on stderr as `npm start` shows it: in place for a person, else a line now and then. */
import type { Context } from './arguments.ts'

const REDRAW_MS = 120
const PLAIN_EVERY_MS = 10_000
const COLUMNS = 80
const CLEAR_LINE = '\r\u001b[2K'
const MS_OF_SECOND = 1_000

export type Steps = {
  /** Begins a step, or tells more about the one that runs. */
  tell(title: string, detail?: string): void
  /** The last step, and all before it, are done. */
  done(): void
  /** What ran has failed; what follows explains it. */
  failed(): void
}

export function openSteps(
  { terminal, paint }: Pick<Context, 'terminal' | 'paint'>,
  titles: readonly string[],
  { isLive = isLiveHere(terminal), now = () => performance.now() } = {},
): Steps {
  let running: { title: string; since: number; detail: string; told: number } | undefined
  let timer: NodeJS.Timeout | undefined

  const numbered = (title: string) => `${titles.indexOf(title) + 1}/${titles.length}`
  const seconds = (since: number) => `${((now() - since) / MS_OF_SECOND).toFixed(1)} s`

  function redraw(): void {
    if (!running) return
    const { title, since, detail } = running
    const line = `… ${numbered(title)} ${title}  ${seconds(since)}  ${detail}`
    terminal.err(`${CLEAR_LINE}${line.slice(0, (process.stderr.columns || COLUMNS) - 1)}`)
  }

  function end(mark: string, word: string): void {
    if (!running) return
    clearInterval(timer)
    const { title, since } = running
    running = undefined
    if (isLive)
      terminal.err(`${CLEAR_LINE}${mark} ${numbered(title)} ${title}  ${paint.quiet(seconds(since))}\n`)
    else terminal.err(`[${numbered(title)}] ${title}: ${word} in ${seconds(since)}\n`)
  }

  function begin(title: string): void {
    end(paint.good('✓'), 'done')
    running = { title, since: now(), detail: '', told: now() }
    if (isLive) timer = setInterval(redraw, REDRAW_MS).unref()
    else terminal.err(`[${numbered(title)}] ${title}\n`)
  }

  return {
    tell: (title, detail = '') => {
      if (running?.title !== title) begin(title)
      if (!running || detail === '') return
      running.detail = detail
      if (isLive || now() - running.told < PLAIN_EVERY_MS) return
      running.told = now()
      terminal.err(`[${numbered(title)}] ${title}: ${detail}\n`)
    },
    done: () => end(paint.good('✓'), 'done'),
    failed: () => end(paint.bad('✗'), 'failed'),
  }
}

function isLiveHere({ env }: Context['terminal']): boolean {
  return process.stderr.isTTY && env['TERM'] !== 'dumb' && env['CI'] === undefined
}
