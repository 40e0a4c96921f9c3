'use server'
import { redirect } from 'next/navigation'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, secretOf } from '../account/form.ts'

export async function changePassword(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('own')
  const missing = words('account')('passwordMissing')
  const currentPassword = secretOf(form, 'currentPassword')
  const newPassword = secretOf(form, 'newPassword')
  const errors = {
    ...(currentPassword === '' ? { currentPassword: missing } : {}),
    ...(newPassword === '' ? { newPassword: missing } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors, values: {} }
  try {
    await asMe((api) => api.identity.changePassword({ body: { currentPassword, newPassword } }))
  } catch (error) {
    return refused(error, { invalid_credentials: ['currentPassword', t('currentPasswordWrong')] }, {})
  }
  redirect(here('/account/password?said=password'))
}
