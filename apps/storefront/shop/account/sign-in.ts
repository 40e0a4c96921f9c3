'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { beginSession } from '../../session/keep.ts'
import { shop } from '../../session/shop.ts'
import { words } from '../../words/words.ts'
import { ownPath } from './return.ts'

export type SignInState = {
  readonly errors: Readonly<Record<string, string>>
  readonly identifier: string
  /** Whether the account wants a code of its second factor. */
  readonly wantsCode: boolean
}

/** Signs in and goes on to where one was; or says what is wrong, with what was typed but the password. */
export async function signIn(before: SignInState, form: FormData): Promise<SignInState> {
  const t = words('account')
  const identifier = textOf(form, 'identifier')
  const password = textOf(form, 'password')
  const otp = textOf(form, 'otp')
  const errors: Record<string, string> = {}
  if (identifier === '') errors['identifier'] = t('identifierMissing')
  if (password === '') errors['password'] = t('passwordMissing')
  if (Object.keys(errors).length > 0) return { errors, identifier, wantsCode: before.wantsCode }
  try {
    const body = { identifier, password, ...(otp === '' ? {} : { otp }) }
    await beginSession(await shop().identity.login({ body }))
  } catch (error) {
    if (isProblem(error, 'mfa_required')) return { errors: {}, identifier, wantsCode: true }
    if (isProblem(error, 'invalid_otp'))
      return { errors: { otp: t('codeWrong') }, identifier, wantsCode: true }
    if (isProblem(error, 'too_many_requests'))
      return { errors: { '': t('tooMany') }, identifier, wantsCode: false }
    if (isProblem(error)) return { errors: { '': t('signInWrong') }, identifier, wantsCode: false }
    throw error
  }
  redirect(ownPath(form.get('return'), here('/account')))
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
