'use client'
/** Sets up the second factor: the password, then the secret and a first code, then the codes to keep. */
import { startTransition, useActionState, useEffect, useRef, type FormEvent, type ReactNode } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import type { Qr } from './qr.ts'
import { enrol, type Enrolment } from './second-factor.ts'

export type EnrolTexts = Readonly<
  Record<
    | 'summary'
    | 'password'
    | 'begin'
    | 'scan'
    | 'qr'
    | 'secret'
    | 'code'
    | 'confirm'
    | 'codes'
    | 'codesText'
    | 'kept',
    string
  >
>

export function EnrolForm({
  texts,
  done,
  isEnabled,
  children,
}: {
  readonly texts: EnrolTexts
  /** Where to go with the codes kept. */
  readonly done: string
  readonly isEnabled: boolean
  /** In its place where there is nothing to set up. */
  readonly children: ReactNode
}) {
  const [state, send, isSending] = useActionState<Enrolment, FormData>(enrol, { errors: {} })
  const { errors, secret, qr, codes } = state
  if (codes) return <Codes codes={codes} texts={texts} done={done} />
  // After the codes: without scripts, they are part of a page that knows already that the second factor is on.
  if (isEnabled) return children
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!isSending) startTransition(() => send(form))
  }
  return (
    <form action={send} onSubmit={submit} noValidate className="grid max-w-[28rem] gap-5">
      {Object.keys(errors).length > 0 && <ErrorSummary title={texts.summary} errors={errors} />}
      {secret !== undefined && qr ? (
        <>
          <p>{texts.scan}</p>
          <QrCode qr={qr} label={texts.qr} />
          <p className="text-note">
            {texts.secret}
            <bdi className="mt-1 block font-semibold tracking-widest [overflow-wrap:anywhere]">{secret}</bdi>
          </p>
          <Field
            name="otp"
            label={texts.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
            maxLength={32}
            error={errors['otp']}
          />
        </>
      ) : (
        <Field
          name="currentPassword"
          type="password"
          label={texts.password}
          autoComplete="current-password"
          error={errors['currentPassword']}
        />
      )}
      <div>
        <button className={buttonStyle('action', 'max-sm:w-full')} aria-disabled={isSending}>
          {secret === undefined ? texts.begin : texts.confirm}
        </button>
      </div>
    </form>
  )
}

/** Dark on light in both themes: cameras expect it. */
function QrCode({ qr: { size, path }, label }: { readonly qr: Qr; readonly label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-56 rounded-card bg-white"
    >
      <path d={path} className="fill-black" />
    </svg>
  )
}

function Codes({
  codes,
  texts,
  done,
}: {
  readonly codes: readonly string[]
  readonly texts: EnrolTexts
  readonly done: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section>
      <h2 ref={heading} tabIndex={-1} className="text-title outline-offset-4">
        {texts.codes}
      </h2>
      <p className="mt-2 max-w-[60ch] text-muted">{texts.codesText}</p>
      <ul
        dir="ltr"
        className="mt-5 grid max-w-[28rem] gap-x-8 gap-y-2 rounded-card bg-surface p-5 sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="font-semibold tabular-nums tracking-wide">
            {code}
          </li>
        ))}
      </ul>
      <a href={done} className={buttonStyle('action', 'mt-8')}>
        {texts.kept}
      </a>
    </section>
  )
}
