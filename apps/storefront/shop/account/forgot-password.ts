'use server'
import { redirect } from 'next/navigation'
import { here } from '../../page/here.ts'
import { shop } from '../../session/shop.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, textOf } from './form.ts'

/** Has a link sent, where there is an account; the answer is the same where there is none. */
export async function forgotPassword(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const identifier = textOf(form, 'identifier')
  const values = { identifier }
  if (identifier === '') return { errors: { identifier: t('identifierMissing') }, values }
  try {
    await shop().identity.forgotPassword({ body: { identifier } })
  } catch (error) {
    return refused(error, { validation_failed: ['identifier', t('fieldWrong')] }, values)
  }
  redirect(here('/forgot-password?sent=yes'))
}
