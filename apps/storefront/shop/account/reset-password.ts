'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { forgetSession } from '../../session/keep.ts'
import { shop } from '../../session/shop.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, secretOf, textOf } from './form.ts'

/** Sets a new password with the token of a mail. All sessions end with it, this browser's too. */
export async function resetPassword(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const newPassword = secretOf(form, 'newPassword')
  if (newPassword === '') return { errors: { newPassword: t('passwordMissing') }, values: {} }
  try {
    await shop().identity.resetPassword({ body: { token: textOf(form, 'token'), newPassword } })
  } catch (error) {
    if (isProblem(error, 'invalid_link') || isTokenAtFault(error)) redirect(here('/reset-password'))
    return refused(error, {}, {})
  }
  await forgetSession()
  redirect(here('/sign-in?said=reset'))
}

/** What does not even look like a token is no link of ours either. */
function isTokenAtFault(error: unknown): boolean {
  return isProblem(error, 'validation_failed') && error.errors.some(({ path }) => path === '/token')
}
