'use client'
/** Off sale and back again. */
import { useState } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useAct } from '../use-act.ts'
import { archiveProduct, restoreProduct } from './acts.ts'

export function Archive({ id, name }: { readonly id: string; readonly name: string }) {
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const { run, isRunning, problem } = useAct(archiveProduct, { said: `${name} is archived.`, onDone: close })
  return (
    <>
      <button type="button" className={buttonStyle('danger')} onClick={() => setAsking(true)}>
        Archive
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Archive ${name}?`}
          text="It leaves the shop at once: nobody finds or buys it any more. Orders keep what they say of it, and you can put it on sale again."
          confirm="Archive it"
          isDangerous
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id)}
          onClose={close}
        />
      )}
    </>
  )
}

export function Restore({ id, name }: { readonly id: string; readonly name: string }) {
  const { run, isRunning } = useAct(restoreProduct, { said: `${name} is on sale again.` })
  return (
    <button
      type="button"
      className={buttonStyle('action')}
      aria-disabled={isRunning}
      onClick={() => isRunning || run(id)}
    >
      {isRunning ? 'Working…' : 'Put on sale again'}
    </button>
  )
}
