'use server'
import { isProblem } from '@rialto/client'
import { browserHeaders } from '../../session/agent.ts'
import { shop } from '../../session/shop.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { enter } from './enter.ts'
import { refused, secretOf, textOf } from './form.ts'

/** Signs in and goes on to where one was; or says what is wrong, with what was typed but the password. */
export async function signIn(before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const identifier = textOf(form, 'identifier')
  const password = secretOf(form, 'password')
  const otp = textOf(form, 'otp')
  const values = { identifier }
  const asked = before.asked ?? []
  const errors = {
    ...(identifier === '' ? { identifier: t('identifierMissing') } : {}),
    ...(password === '' ? { password: t('passwordMissing') } : {}),
    ...(asked.length > 0 && otp === '' ? { otp: t('codeMissing') } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors, values, asked }
  let signedIn
  try {
    const body = { identifier, password, ...(otp === '' ? {} : { otp }) }
    signedIn = await shop().identity.login({ headers: await browserHeaders(), body })
  } catch (error) {
    if (isProblem(error, 'mfa_required')) return { errors: { otp: t('codeAsked') }, values, asked: ['otp'] }
    const faults = {
      invalid_otp: ['otp', t('codeWrong')],
      invalid_credentials: ['', t('signInWrong')],
      validation_failed: ['', t('signInWrong')],
      account_disabled: ['', t('closed')],
    } as const
    return { ...refused(error, faults, values), asked }
  }
  return enter(signedIn, form)
}
