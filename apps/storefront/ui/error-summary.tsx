'use client'
/** What is wrong with a form, above it: takes the focus, and leads to each field (GOV.UK, error summary). */
import { useEffect, useRef } from 'react'

export function ErrorSummary({
  title,
  errors,
  left = errors,
  note,
}: {
  readonly title: string
  /** By the name of the field, when it was sent; one without a field stands under `''`. */
  readonly errors: Readonly<Record<string, string>>
  /** What of it still is wrong, where a form sees it being mended: that takes no focus. */
  readonly left?: Readonly<Record<string, string>>
  /** What is safe: “You have not been charged.” */
  readonly note?: string | undefined
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Also for the same fields again: the form was sent again, and its answer is another one.
    if (Object.keys(errors).length === 0) return undefined
    box.current?.focus()
    const before = document.title
    document.title = `${title}: ${before}`
    return () => {
      document.title = before
    }
  }, [errors, title])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-card border-2 border-danger p-5 outline-offset-4"
    >
      <h2 className="text-lead font-bold">{title}</h2>
      {note !== undefined && <p className="mt-1">{note}</p>}
      <ul className="mt-2 list-disc ps-5">
        {Object.entries(left).map(([name, text]) => (
          <li key={name}>
            {name === '' ? (
              text
            ) : (
              <a href={`#${name}`} className="font-semibold text-danger underline underline-offset-4">
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
