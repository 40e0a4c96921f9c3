/**
 * A labelled field with what it is for and what is wrong with it, as assistive technology reads them. Labels stand
 * above, nothing is said by a placeholder, and what was typed stays (GOV.UK design system, text input).
 */
import { ChevronDown, CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

const INPUT =
  'h-12 w-full rounded-pill border border-control bg-raised px-5 text-body aria-invalid:border-2 aria-invalid:border-danger'

type Frame = {
  /** Also its id: the error summary links to it. */
  readonly name: string
  readonly label: string
  /** Why it is asked, or how it is written. */
  readonly hint?: ReactNode
  /** What is wrong with it; the same words as in the summary. */
  readonly error?: string | undefined
  readonly wide?: boolean
}

type FieldProps = Omit<ComponentProps<'input'>, 'id' | 'className' | 'name'> &
  Frame & {
    /** Over the end of the field, as a button that shows a password. */
    readonly end?: ReactNode
  }

export function Field({ name, label, hint, error, wide = true, end, ...rest }: FieldProps) {
  return (
    <FieldFrame {...{ name, label, hint, error, wide }}>
      <span className="relative block">
        <input
          id={name}
          name={name}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy({ name, hint, error })}
          className={`${INPUT} ${end === undefined ? '' : 'pe-28'}`}
          {...rest}
        />
        {end}
      </span>
    </FieldFrame>
  )
}

type SelectProps = Omit<ComponentProps<'select'>, 'id' | 'className' | 'name'> &
  Frame & {
    readonly options: readonly { readonly value: string; readonly text: string }[]
  }

export function SelectField({ name, label, hint, error, wide = true, options, ...rest }: SelectProps) {
  return (
    <FieldFrame {...{ name, label, hint, error, wide }}>
      <span className="relative block">
        <select
          id={name}
          name={name}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy({ name, hint, error })}
          className={`${INPUT} appearance-none truncate pe-12`}
          {...rest}
        >
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className="pointer-events-none absolute end-4 top-1/2 -translate-y-1/2 text-muted"
        />
      </span>
    </FieldFrame>
  )
}

export function CheckField({
  name,
  label,
  ...rest
}: Omit<ComponentProps<'input'>, 'id' | 'className' | 'name' | 'type'> & Pick<Frame, 'name' | 'label'>) {
  return (
    <label className="flex min-h-11 w-full cursor-pointer items-center gap-3">
      <input id={name} name={name} type="checkbox" className="size-6 shrink-0 accent-ink" {...rest} />
      {label}
    </label>
  )
}

function FieldFrame({ name, label, hint, error, wide, children }: Frame & { readonly children: ReactNode }) {
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
      {children}
    </div>
  )
}

function describedBy({ name, hint, error }: Pick<Frame, 'name' | 'hint' | 'error'>): string | undefined {
  return [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined
}

function FieldError({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <p id={`${name}-error`} className="mb-1 flex items-center gap-1.5 text-note font-semibold text-danger">
      <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
      {text}
    </p>
  )
}
