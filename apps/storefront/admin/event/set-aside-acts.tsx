'use client'
/** What can be done with an event that a service could not take in. */
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { toast } from '../../ui/toast.tsx'
import { buttonStyle } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { LongField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../use-act.ts'
import { discardOne, matchingIds, retryMany, retryOne } from './acts.ts'

export function SetAsideActs({ id, type }: { readonly id: string; readonly type: string }) {
  const [isAsking, setAsking] = useState(false)
  const { run, isRunning, problem } = useAct(retryOne, { said: `${id} is taken in now.` })
  return (
    <div className="min-w-0">
      <div className="flex gap-2">
        <button
          type="button"
          className={buttonStyle('plain')}
          aria-disabled={isRunning}
          onClick={() => isRunning || run(id)}
        >
          {isRunning ? 'Trying…' : 'Try again'}
        </button>
        <button type="button" className={buttonStyle('danger')} onClick={() => setAsking(true)}>
          Discard
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {isAsking && (
        <FormDialog
          title={`Throw ${type} away?`}
          text={`${id} is never heard again, and what it would have changed stays as it is. This cannot be taken back.`}
          confirm="Discard it"
          isDangerous
          action={(form) => discardOne(id, form)}
          said={`${id} is discarded.`}
          onClose={() => setAsking(false)}
        >
          <LongField name="reason" label="Why" maxLength={300} required hint="Kept with your name." />
        </FormDialog>
      )}
    </div>
  )
}

/** So few that one sees how far it is. */
const BITE = 5

export function RetryAll({
  count,
  isMore,
  narrowed,
}: {
  readonly count: number
  readonly isMore: boolean
  readonly narrowed: { readonly service?: string; readonly type?: string }
}) {
  const router = useRouter()
  const isStopped = useRef(false)
  const [isAsking, setAsking] = useState(false)
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>()
  const countText = isMore ? `${count} and more` : String(count)

  async function run(): Promise<void> {
    setAsking(false)
    isStopped.current = false
    setProgress({ done: 0, of: count })
    let applied = 0
    let failed = 0
    let reason: string | undefined
    try {
      const ids = await matchingIds(narrowed)
      for (let at = 0; at < ids.length && !isStopped.current; at += BITE) {
        const tried = await retryMany(ids.slice(at, at + BITE))
        applied += tried.applied
        failed += tried.failed
        reason = tried.reason ?? reason
        setProgress({ done: applied + failed, of: ids.length })
      }
    } catch {
      reason = 'no answer came, so the rest was left'
    }
    setProgress(undefined)
    toast({
      text:
        failed === 0 && reason === undefined
          ? `${applied} taken in.`
          : `${applied} taken in, ${failed} stay: ${reason ?? 'they fail as before'}.`,
    })
    router.refresh()
  }

  if (progress)
    return (
      <div className="flex items-center gap-3 text-note" role="status">
        {progress.done} of {progress.of}
        <progress
          aria-label="How much is done"
          value={progress.done}
          max={progress.of}
          className="h-2 w-40"
        />
        <button type="button" className={buttonStyle('plain')} onClick={() => (isStopped.current = true)}>
          Stop
        </button>
      </div>
    )
  return (
    <>
      <button type="button" className={buttonStyle('plain')} onClick={() => setAsking(true)}>
        Try all {countText} again
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Try ${countText} again?`}
          text="The oldest first. Those that fail again stay as they are, with the reason of now."
          confirm="Try again"
          onConfirm={() => void run()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
