'use client'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { buttonStyle } from '../ui/button.ts'

/** What stands where a page could not be made. */
export function Failure({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string }
  readonly reset: () => void
}) {
  const router = useRouter()
  // What failed was made on the server: it has to be asked for again.
  const tryAgain = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div className="max-w-[36rem] p-8" role="alert">
      <h1 className="page-title">This page could not be shown</h1>
      <p className="mt-2 text-muted">
        A part of the shop did not answer. Nothing was changed by looking at it. Try again in a few seconds.
      </p>
      <button type="button" className={buttonStyle('plain', 'mt-5')} onClick={tryAgain}>
        Try again
      </button>
      {error.digest !== undefined && (
        <p className="mt-4 text-small text-muted">For the log: {error.digest}</p>
      )}
    </div>
  )
}
