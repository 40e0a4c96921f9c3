'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { isLocale } from '../../region/locales.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { isEmail, refused, secretOf, textOf, textsOf } from '../account/form.ts'

const PAGE = '/account/profile'

/** Changes the profile if it is as it was read; else says what it is now, and takes the same again. */
export async function changeProfile(_before: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form, 'firstName', 'lastName', 'phone', 'locale')
  const ifMatch = textOf(form, 'etag')
  const body = { ...values, locale: isLocale(values.locale) ? values.locale : null }
  try {
    await asMe((api) => api.identity.patchProfile({ body }, { ifMatch }))
  } catch (error) {
    if (isProblem(error, 'lost_update')) return lost(values)
    return refused(error, {}, { ...values, etag: ifMatch })
  }
  redirect(here(`${PAGE}?said=saved`))
}

async function lost(values: FormState['values']): Promise<FormState> {
  const { body, etag } = await asMe((api) => api.identity.profile.full())
  const now = [body.firstName, body.lastName, body.phone].filter(Boolean).join(', ')
  return { errors: { '': words('own')('lost', { now }) }, values: { ...values, etag: etag ?? '' } }
}

export async function changeEmail(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const newEmail = textOf(form, 'newEmail')
  const currentPassword = secretOf(form, 'currentPassword')
  const values = { newEmail }
  const errors = {
    ...(isEmail(newEmail) ? {} : { newEmail: t(newEmail === '' ? 'emailMissing' : 'emailWrong') }),
    ...(currentPassword === '' ? { currentPassword: t('passwordMissing') } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors, values }
  try {
    await asMe((api) => api.identity.changeEmail({ body: { newEmail, currentPassword } }))
  } catch (error) {
    const wrong = words('own')('currentPasswordWrong')
    return refused(error, { invalid_credentials: ['currentPassword', wrong] }, values)
  }
  redirect(here(`${PAGE}?said=mail`))
}

export async function resendVerification(): Promise<void> {
  await asMe((api) => api.identity.resendVerification())
  redirect(here('/account?said=sent'))
}
