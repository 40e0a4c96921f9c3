'use client'
/**
 * A form that the server takes, with what is wrong told above it and at each field. It works without scripts: the
 * browser then sends it and shows the answer as a page.
 */
import { startTransition, useActionState, useState, type FormEvent, type ReactNode } from 'react'
import { buttonStyle } from './button.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { CheckField, Field, SelectField } from './field.tsx'
import { UNSENT, type FormAction, type FormState } from './form-state.ts'

export type FieldSpec = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly kind?: 'text' | 'email' | 'tel' | 'password' | 'code' | 'check' | 'choice'
  readonly autoComplete?: string
  readonly required?: boolean
  readonly maxLength?: number
  /** What stands in it at first; of a tick, anything for ticked. */
  readonly value?: string
  readonly options?: readonly { readonly value: string; readonly text: string }[]
  /** Beside another one where there is room. */
  readonly half?: boolean
  /** Only there once the answer asks for it. */
  readonly onDemand?: boolean
}

export type FormTexts = {
  readonly submit: string
  readonly summary: string
  /** Of the button that shows a password. */
  readonly show: string
  readonly hide: string
}

export function ActionForm({
  action,
  fields,
  texts,
  hidden = {},
  username,
  kind = 'action',
  children,
}: {
  readonly action: FormAction
  readonly fields: readonly FieldSpec[]
  readonly texts: FormTexts
  /** What is sent beside the fields, until an answer says otherwise. */
  readonly hidden?: Readonly<Record<string, string>>
  /** Whose password it is, for what keeps passwords. */
  readonly username?: string | undefined
  readonly kind?: 'action' | 'ink' | 'outline' | 'danger'
  /** Beside the button. */
  readonly children?: ReactNode
}) {
  const [state, send, isSending] = useActionState<FormState, FormData>(action, UNSENT)
  const shown = fields.filter(({ name, onDemand }) => onDemand !== true || state.asked?.includes(name))

  /** React empties a form once its action has answered; a password that was typed well may stay. */
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!isSending) startTransition(() => send(form))
  }
  return (
    <form action={send} onSubmit={submit} noValidate className="grid gap-5">
      {Object.keys(state.errors).length > 0 && <ErrorSummary title={texts.summary} errors={state.errors} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state.values[name] ?? value} />
      ))}
      {username !== undefined && (
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={username}
          readOnly
          tabIndex={-1}
          aria-hidden
          className="sr-only"
        />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        {shown.map((field) => (
          <div key={field.name} className={field.half === true ? '' : 'sm:col-span-2'}>
            <Asked field={field} state={state} texts={texts} />
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <button className={buttonStyle(kind, 'max-sm:w-full')} aria-disabled={isSending}>
          {texts.submit}
        </button>
        {children}
      </div>
    </form>
  )
}

function Asked({
  field,
  state,
  texts,
}: {
  readonly field: FieldSpec
  readonly state: FormState
  readonly texts: FormTexts
}) {
  const { name, label, hint, kind = 'text', required, value = '' } = field
  /** The answer whose fault was mended since. */
  const [mended, setMended] = useState<FormState>()
  const [isShown, setShown] = useState(false)
  const frame = { name, label, hint, error: mended === state ? undefined : state.errors[name] }
  const more = {
    required,
    autoComplete: field.autoComplete,
    defaultValue: state.values[name] ?? value,
    onChange: () => setMended(state),
  }
  if (kind === 'check')
    return <CheckField name={name} label={label} defaultChecked={more.defaultValue !== ''} />
  if (kind === 'choice') return <SelectField {...frame} {...more} options={field.options ?? []} />
  if (kind === 'code') return <Field {...frame} {...more} inputMode="numeric" dir="ltr" maxLength={32} />
  const type = kind === 'password' && isShown ? 'text' : kind
  return (
    <Field
      {...frame}
      {...more}
      type={type}
      maxLength={field.maxLength}
      {...(kind === 'password'
        ? {
            spellCheck: false,
            autoCapitalize: 'none',
            end: (
              <button
                type="button"
                aria-controls={name}
                onClick={() => setShown(!isShown)}
                className="unscripted:hidden absolute inset-y-0 end-1 my-auto h-11 rounded-pill px-4 text-note font-semibold underline underline-offset-4"
              >
                {isShown ? texts.hide : texts.show} <span className="sr-only">{label}</span>
              </button>
            ),
          }
        : {})}
    />
  )
}
