'use client'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useAct } from '../use-act.ts'
import { sendAgain } from './acts.ts'

export function SendAgain({
  id,
  subject,
  to,
}: {
  readonly id: string
  readonly subject: string
  readonly to: string
}) {
  const [isAsking, setAsking] = useState(false)
  const { run, isRunning, problem } = useAct(sendAgain, {
    said: 'Sent once more.',
    onDone: () => setAsking(false),
  })
  return (
    <>
      <button
        type="button"
        aria-label={`Send “${subject}” again`}
        title="Send again"
        className={ICON_BUTTON}
        onClick={() => setAsking(true)}
      >
        <RotateCw {...SMALL_ICON} />
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Send “${subject}” again?`}
          text={`It goes to ${to} once more, as a message of its own.`}
          confirm="Send again"
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
