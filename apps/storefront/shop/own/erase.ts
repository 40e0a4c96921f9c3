'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { forgetSession } from '../../session/keep.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, secretOf, textOf } from '../account/form.ts'

/** Erases the account for good, once its name is typed and its password right. */
export async function eraseAccount(before: FormState, form: FormData): Promise<FormState> {
  const t = words('own')
  const account = words('account')
  const { email, username, id } = await asMe((api) => api.identity.profile())
  const name = email ?? username ?? id
  const typed = textOf(form, 'typed')
  const password = secretOf(form, 'password')
  const otp = textOf(form, 'otp')
  const asked = before.asked ?? []
  const values = { typed }
  const errors = {
    ...(typed.toLowerCase() === name.toLowerCase() ? {} : { typed: t('eraseTypedWrong', { name }) }),
    ...(password === '' ? { password: account('passwordMissing') } : {}),
    ...(asked.length > 0 && otp === '' ? { otp: account('codeMissing') } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors, values, asked }
  try {
    await asMe((api) => api.identity.erase({ body: { password, ...(otp === '' ? {} : { otp }) } }))
  } catch (error) {
    if (isProblem(error, 'mfa_required'))
      return { errors: { otp: account('codeAsked') }, values, asked: ['otp'] }
    const faults = {
      invalid_credentials: ['password', t('currentPasswordWrong')],
      invalid_otp: ['otp', account('codeWrong')],
      last_admin: ['', t('eraseLastAdmin')],
    } as const
    return { ...refused(error, faults, values), asked }
  }
  await forgetSession()
  redirect(here('/goodbye'))
}
