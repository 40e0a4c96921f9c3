'use client'
import { buttonStyle } from '../../../admin/ui/button.ts'

/** A page that could not be made; the rail and the bar live on. */
export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="max-w-[36rem] p-8" role="alert">
      <h1 className="page-title">This page could not be shown</h1>
      <p className="mt-2 text-muted">
        A part of the shop did not answer. Nothing was changed by looking at it. Try again in a few seconds.
      </p>
      <button type="button" className={buttonStyle('plain', 'mt-5')} onClick={reset}>
        Try again
      </button>
      {error.digest !== undefined && (
        <p className="mt-4 text-small text-muted">For the log: {error.digest}</p>
      )}
    </div>
  )
}
