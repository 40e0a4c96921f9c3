/**
 * A labelled field with what it is for and what is wrong with it, as assistive technology reads them. Labels stand
 * above, nothing is said by a placeholder, and what was typed stays (GOV.UK design system, text input).
 */
import { CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

const INPUT =
  'h-12 w-full rounded-pill border border-control bg-raised px-5 text-body aria-invalid:border-2 aria-invalid:border-danger'

type FieldProps = Omit<ComponentProps<'input'>, 'id' | 'className'> & {
  /** Also its id: the error summary links to it. */
  readonly name: string
  readonly label: string
  /** Why it is asked, or how it is written. */
  readonly hint?: ReactNode
  /** What is wrong with it; the same words as in the summary. */
  readonly error?: string | undefined
  readonly wide?: boolean
}

export function Field({ name, label, hint, error, wide = true, ...rest }: FieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div className={wide ? 'w-full' : ''}>
      <label htmlFor={name} className="mb-1 block text-note font-semibold">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="mb-1 text-small text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError name={name} text={error} />}
      <input
        id={name}
        name={name}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={described || undefined}
        className={INPUT}
        {...rest}
      />
    </div>
  )
}

function FieldError({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <p id={`${name}-error`} className="mb-1 flex items-center gap-1.5 text-note font-semibold text-danger">
      <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
      {text}
    </p>
  )
}
