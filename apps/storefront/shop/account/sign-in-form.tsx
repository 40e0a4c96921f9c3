'use client'
import { useActionState } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { signIn, type SignInState } from './sign-in.ts'

export type SignInTexts = {
  readonly identifier: string
  readonly password: string
  readonly code: string
  readonly codeHint: string
  readonly submit: string
  readonly summary: string
}

/** Works without scripts, too: the browser then sends the form and shows the answer as a page. */
export function SignInForm({ texts, back }: { readonly texts: SignInTexts; readonly back: string }) {
  const [state, send, isSending] = useActionState<SignInState, FormData>(signIn, {
    errors: {},
    identifier: '',
    wantsCode: false,
  })
  const { errors } = state
  return (
    <form action={send} noValidate className="grid gap-5">
      {Object.keys(errors).length > 0 && <ErrorSummary title={texts.summary} errors={errors} />}
      <input type="hidden" name="return" value={back} />
      <Field
        name="identifier"
        label={texts.identifier}
        autoComplete="username"
        defaultValue={state.identifier}
        key={state.identifier}
        error={errors['identifier']}
        required
      />
      <Field
        name="password"
        type="password"
        label={texts.password}
        autoComplete="current-password"
        error={errors['password']}
        required
      />
      {state.wantsCode && (
        <Field
          name="otp"
          label={texts.code}
          hint={texts.codeHint}
          inputMode="numeric"
          autoComplete="one-time-code"
          error={errors['otp']}
        />
      )}
      <button className={buttonStyle('action', 'w-full')} aria-disabled={isSending}>
        {texts.submit}
      </button>
    </form>
  )
}
