'use client'
/** Runs a server action of `act` from a component: whether it runs, what stood in its way, and what to do when it went well. */
import { useState, useTransition } from 'react'
import { toast } from '../ui/toast.tsx'
import type { Refused, Said } from './act.ts'

const UNSURE: Refused = {
  text: 'No answer came. Look whether it was done before you try again.',
  code: 'unreachable',
  fields: {},
}

export function useAct<A extends readonly unknown[], T>(
  action: (...asked: A) => Promise<Said<T>>,
  {
    said,
    onDone,
  }: {
    /** Told in passing when it went well. */
    readonly said?: string | ((ok: T) => string)
    readonly onDone?: (ok: T) => void
  } = {},
) {
  const [isRunning, start] = useTransition()
  const [problem, setProblem] = useState<Refused>()

  function run(...asked: A): void {
    setProblem(undefined)
    start(async () => {
      const answer = await action(...asked).catch(() => ({ problem: UNSURE }))
      if ('problem' in answer) {
        setProblem(answer.problem)
        return
      }
      if (said !== undefined) toast({ text: typeof said === 'string' ? said : said(answer.ok) })
      onDone?.(answer.ok)
    })
  }
  return { run, isRunning, problem, forget: () => setProblem(undefined) }
}
