/** A walk through the API: each step asked, timed and told in a sentence, for people or for programs. */
import type { Answered } from './api.ts'
import type { Context } from './arguments.ts'
import { EXIT, Failure } from './failure.ts'
import { printable } from './terminal.ts'

const LOOK_EVERY_MS = 25

export type Walk = {
  /** Asks once. `script` puts the curl into the line of shell that it belongs to. */
  step<T>(
    ask: () => Promise<Answered<T>>,
    tell: (body: T) => string,
    script?: (curl: string) => string,
  ): Promise<T>
  /** Asks until it is so; a `Failure` when it does not become so in time. */
  stepUntil<T>(
    ask: () => Promise<Answered<T>>,
    isSo: (body: T) => boolean,
    tell: (body: T) => string,
  ): Promise<T>
  /** Shows a text among the steps. */
  show(text: string): void
  /** Ends the walk with what came of it. */
  end(result: object): void
}

type Step = { readonly sentence: string; readonly ms: number; readonly curl: string }

export function openWalk({ flags, terminal, paint }: Context, patienceMs: number): Walk {
  const asJson = flags['json'] === true
  const steps: Step[] = []
  const started = performance.now()

  function tellStep(sentence: string, ms: number, curl: string): void {
    steps.push({ sentence, ms: rounded(ms), curl })
    if (asJson) return
    terminal.out(`${paint.good('✓')} ${printable(sentence)} ${paint.quiet(`(${rounded(ms)} ms)`)}\n`)
    if (flags['curl'] === true) terminal.out(`${paint.quiet(`  ${curl}`)}\n`)
  }

  return {
    step: async (ask, tell, script = (curl) => curl) => {
      const { body, ms, curl } = await ask()
      tellStep(tell(body), ms, script(curl))
      return body
    },
    stepUntil: async (ask, isSo, tell) => {
      const begun = performance.now()
      for (;;) {
        const { body, curl } = await ask()
        const ms = performance.now() - begun
        if (isSo(body)) {
          tellStep(tell(body), ms, curl)
          return body
        }
        if (ms > patienceMs) {
          throw new Failure(EXIT.failure, `After ${patienceMs / 1000} s it is still so: ${tell(body)}.`, curl)
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    },
    show: (text) => {
      if (asJson) return
      const shown = printable(text).trimEnd().split('\n')
      terminal.out(`\n${shown.map((line) => paint.quiet(`    ${line}`.trimEnd())).join('\n')}\n\n`)
    },
    end: (result) => {
      const ms = rounded(performance.now() - started)
      if (asJson) terminal.out(`${JSON.stringify({ ok: true, ...result, steps, ms })}\n`)
      else
        terminal.out(
          `${paint.strong(`${steps.length} steps in ${(ms / 1000).toFixed(1)} s; the money and the stock are back where they were.`)}\n`,
        )
    },
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10
}
