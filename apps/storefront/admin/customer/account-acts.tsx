'use client'
/** What can be done to an account as a whole: each asks first, naming whom it is about. */
import { useState } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useAct } from '../use-act.ts'
import { disable, enable, endSessions } from './acts.ts'

export function AccountSwitch({
  id,
  name,
  isDisabled,
}: {
  readonly id: string
  readonly name: string
  readonly isDisabled: boolean
}) {
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const off = useAct(disable, { said: `${name} cannot sign in any more.`, onDone: close })
  const on = useAct(enable, { said: `${name} can sign in again.`, onDone: close })
  const { run, isRunning, problem } = isDisabled ? on : off
  return (
    <>
      <button
        type="button"
        className={buttonStyle(isDisabled ? 'plain' : 'danger')}
        onClick={() => setAsking(true)}
      >
        {isDisabled ? 'Enable account' : 'Disable account'}
      </button>
      {isAsking && (
        <ConfirmDialog
          title={isDisabled ? `Enable the account of ${name}?` : `Disable the account of ${name}?`}
          text={
            isDisabled
              ? 'They can sign in again with their password. Everything is as it was.'
              : 'They are signed out everywhere at once and cannot sign in. Their orders go on; you can enable the account again.'
          }
          confirm={isDisabled ? 'Enable' : 'Disable'}
          isDangerous={!isDisabled}
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id)}
          onClose={close}
        />
      )}
    </>
  )
}

export function EndSessions({
  id,
  name,
  count,
}: {
  readonly id: string
  readonly name: string
  readonly count: number
}) {
  const [isAsking, setAsking] = useState(false)
  const { run, isRunning, problem } = useAct(endSessions, {
    said: (ended) => (ended === 1 ? '1 session ended.' : `${ended} sessions ended.`),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <button type="button" className={buttonStyle('plain')} onClick={() => setAsking(true)}>
        End all
      </button>
      {isAsking && (
        <ConfirmDialog
          title={count === 1 ? `End the session of ${name}?` : `End ${count} sessions of ${name}?`}
          text="They have to sign in again on every device. Carts and orders stay."
          confirm="End sessions"
          isDangerous
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
