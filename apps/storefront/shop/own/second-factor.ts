'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, secretOf, textOf } from '../account/form.ts'
import { qrOf, type Qr } from './qr.ts'

const PAGE = '/account/second-factor'

/** How far setting it up has come. */
export type Enrolment = {
  readonly errors: FormState['errors']
  /** What the authenticator is told, from the password on. */
  readonly secret?: string
  readonly qr?: Qr
  /** Shown once, at the end. */
  readonly codes?: readonly string[]
}

/** One action for both steps, so that the second knows of the first without scripts, too. */
export async function enrol(before: Enrolment, form: FormData): Promise<Enrolment> {
  return before.secret === undefined ? begin(form) : confirm(before, form)
}

async function begin(form: FormData): Promise<Enrolment> {
  const currentPassword = secretOf(form, 'currentPassword')
  if (currentPassword === '') return { errors: { currentPassword: words('account')('passwordMissing') } }
  try {
    const { secret, otpauthUrl } = await asMe((api) => api.identity.enrolMfa({ body: { currentPassword } }))
    return { errors: {}, secret, qr: qrOf(otpauthUrl) }
  } catch (error) {
    if (isProblem(error, 'mfa_already_enabled')) redirect(here(PAGE))
    const wrong = words('own')('currentPasswordWrong')
    return { errors: refused(error, { invalid_credentials: ['currentPassword', wrong] }, {}).errors }
  }
}

async function confirm(before: Enrolment, form: FormData): Promise<Enrolment> {
  const t = words('account')
  const otp = textOf(form, 'otp')
  if (otp === '') return { ...before, errors: { otp: t('codeMissing') } }
  try {
    const { recoveryCodes } = await asMe((api) => api.identity.confirmMfa({ body: { otp } }))
    return { errors: {}, codes: recoveryCodes }
  } catch (error) {
    if (isProblem(error, 'mfa_already_enabled', 'mfa_not_enrolled')) redirect(here(PAGE))
    const wrong = ['otp', t('codeWrong')] as const
    const { errors } = refused(error, { invalid_otp: wrong, validation_failed: wrong }, {})
    return { ...before, errors }
  }
}

export async function turnOff(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const currentPassword = secretOf(form, 'currentPassword')
  const otp = textOf(form, 'otp')
  const errors = {
    ...(currentPassword === '' ? { currentPassword: t('passwordMissing') } : {}),
    ...(otp === '' ? { otp: t('codeMissing') } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors, values: {} }
  try {
    await asMe((api) => api.identity.disableMfa({ body: { currentPassword, otp } }))
  } catch (error) {
    if (isProblem(error, 'mfa_not_enrolled')) redirect(here(PAGE))
    const wrong = ['otp', t('codeWrong')] as const
    const password = ['currentPassword', words('own')('currentPasswordWrong')] as const
    return refused(error, { invalid_otp: wrong, validation_failed: wrong, invalid_credentials: password }, {})
  }
  redirect(here(`${PAGE}?said=mfaOff`))
}
