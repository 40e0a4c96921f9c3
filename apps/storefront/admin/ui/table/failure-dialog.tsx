'use client'
/** What was refused of many, one by one; the others are done. */
import { buttonStyle } from '../button.ts'
import { Dialog } from '../dialog.tsx'

export type BulkFailure = { readonly name: string; readonly problem: string }

export function FailureDialog({
  failures,
  onClose,
}: {
  readonly failures: readonly BulkFailure[]
  readonly onClose: () => void
}) {
  return (
    <Dialog title={`${failures.length} could not be done`} onClose={onClose}>
      <ul className="divide-y divide-hairline text-note">
        {failures.map(({ name, problem }) => (
          <li key={name} className="py-2">
            <strong className="font-semibold">{name}</strong> <span className="text-muted">{problem}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end">
        <button type="button" className={buttonStyle('plain')} onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  )
}
