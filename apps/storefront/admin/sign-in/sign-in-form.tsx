'use client'
import { useActionState } from 'react'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { buttonStyle } from '../ui/button.ts'
import { Field } from '../ui/field.tsx'
import { signIn, type SignInState } from './sign-in.ts'

/** Works without scripts, too. */
export function SignInForm({ back }: { readonly back: string }) {
  const [state, send, isSending] = useActionState<SignInState, FormData>(signIn, {
    errors: {},
    identifier: '',
    wantsCode: false,
  })
  const { errors } = state
  return (
    <form action={send} noValidate className="grid gap-4">
      {Object.keys(errors).length > 0 && <ErrorSummary title="You are not signed in" errors={errors} />}
      <input type="hidden" name="return" value={back} />
      <Field
        name="identifier"
        label="Email address or username"
        autoComplete="username"
        defaultValue={state.identifier}
        key={state.identifier}
        error={errors['identifier']}
        required
      />
      <Field
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        error={errors['password']}
        required
      />
      {state.wantsCode && (
        <Field
          name="otp"
          label="Code"
          hint="From your authenticator app, or one of your recovery codes"
          inputMode="numeric"
          autoComplete="one-time-code"
          error={errors['otp']}
        />
      )}
      <button className={buttonStyle('action', 'mt-1 w-full')} aria-disabled={isSending}>
        Sign in
      </button>
    </form>
  )
}
