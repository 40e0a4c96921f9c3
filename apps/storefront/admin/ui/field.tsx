/** Fields of the admin's forms: label above, what it is for below, and what is wrong with it beside a sign. */
import { CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { SMALL_ICON } from './button.ts'

const BOX =
  'target w-full rounded-control border border-control bg-raised px-2.5 text-body aria-invalid:border-danger disabled:opacity-60'

type About = {
  /** Also its id. */
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
}

export function Field({
  name,
  label,
  hint,
  error,
  ...rest
}: About & Omit<ComponentProps<'input'>, 'id' | 'className'>) {
  return (
    <Around name={name} label={label} hint={hint} error={error}>
      <input id={name} name={name} {...saying(name, hint, error)} className={BOX} {...rest} />
    </Around>
  )
}

/** One of a few. */
export function Choice({
  name,
  label,
  hint,
  error,
  options,
  ...rest
}: About & {
  readonly options: readonly (readonly [value: string, text: string])[]
} & Omit<ComponentProps<'select'>, 'id' | 'className'>) {
  return (
    <Around name={name} label={label} hint={hint} error={error}>
      <select id={name} name={name} {...saying(name, hint, error)} className={BOX} {...rest}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Around>
  )
}

function Around({ name, label, hint, error, children }: About & { readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="mb-1 block text-note font-medium">
        {label}
      </label>
      {children}
      {error !== undefined && (
        <p id={`${name}-error`} className="mt-1 flex items-center gap-1 text-note font-medium text-danger">
          <CircleAlert {...SMALL_ICON} className="shrink-0" />
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${name}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}

function saying(name: string, hint: ReactNode, error: string | undefined) {
  const described = [error && `${name}-error`, hint !== undefined && `${name}-hint`].filter(Boolean).join(' ')
  return {
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': described || undefined,
  } as const
}

/** Several lines. */
export function LongField({
  name,
  label,
  hint,
  error,
  rows = 3,
  ...rest
}: About & Omit<ComponentProps<'textarea'>, 'id' | 'className'>) {
  return (
    <Around name={name} label={label} hint={hint} error={error}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        {...saying(name, hint, error)}
        className={`${BOX} py-1.5`}
        {...rest}
      />
    </Around>
  )
}

/** A box to tick, with its words beside it. */
export function Tick({
  name,
  label,
  hint,
  ...rest
}: Omit<About, 'error'> & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  return (
    <label className="flex items-start gap-2 py-1 text-body pointer-coarse:min-h-11 pointer-coarse:items-center">
      <input
        type="checkbox"
        name={name}
        className="mt-0.5 size-4 shrink-0 accent-ink pointer-coarse:size-5"
        {...rest}
      />
      <span>
        {label}
        {hint !== undefined && <span className="block text-small text-muted">{hint}</span>}
      </span>
    </label>
  )
}
