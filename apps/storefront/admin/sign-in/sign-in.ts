'use server'
import { redirect } from 'next/navigation'
import { isProblem, Unreachable } from '@rialto/client'
import { beginSession } from '../../session/keep.ts'
import { shop } from '../../session/shop.ts'
import { isOwnPath } from '../../shop/account/return.ts'
import { isStaff } from '../shell/staff.ts'

export type SignInState = {
  readonly errors: Readonly<Record<string, string>>
  readonly identifier: string
  /** Whether the account wants a code of its second factor. */
  readonly wantsCode: boolean
}

/** A path of the admin and nothing else. */
const WITHIN = /^\/admin(?:[/?][\x21-\x5b\x5d-\x7e]{0,500})?$/

/** Signs staff in. Whoever only buys here is told so, and is signed in nowhere. */
export async function signIn(before: SignInState, form: FormData): Promise<SignInState> {
  const identifier = textOf(form, 'identifier')
  const password = textOf(form, 'password')
  const otp = textOf(form, 'otp')
  const errors: Record<string, string> = {}
  if (identifier === '') errors['identifier'] = 'Enter your email address or username'
  if (password === '') errors['password'] = 'Enter your password'
  if (Object.keys(errors).length > 0) return { errors, identifier, wantsCode: before.wantsCode }
  try {
    const answer = await shop().identity.login({
      body: { identifier, password, ...(otp === '' ? {} : { otp }) },
    })
    if (!isStaff(answer.user.roles)) {
      await shop().identity.logout({ body: { refreshToken: answer.refreshToken } })
      return refused(
        identifier,
        'That is the account of a customer. The admin needs one of the roles support, fulfilment, merchandiser or admin; somebody who administers the shop can give you one.',
      )
    }
    await beginSession(answer)
  } catch (error) {
    if (isProblem(error, 'mfa_required')) return { errors: {}, identifier, wantsCode: true }
    if (isProblem(error, 'invalid_otp'))
      return {
        errors: { otp: 'This code is wrong or too old. Take the next one.' },
        identifier,
        wantsCode: true,
      }
    if (isProblem(error, 'too_many_requests'))
      return refused(identifier, 'Too many tries. Wait a minute, then try again.')
    if (isProblem(error, 'account_disabled')) return refused(identifier, 'This account has been disabled.')
    if (isProblem(error)) return refused(identifier, 'Name and password do not match.')
    if (error instanceof Unreachable)
      return refused(identifier, 'The shop’s services do not answer. Try again in a few seconds.')
    throw error
  }
  const back = textOf(form, 'return')
  redirect(WITHIN.test(back) && isOwnPath(back) ? back : '/admin')
}

function refused(identifier: string, text: string): SignInState {
  return { errors: { '': text }, identifier, wantsCode: false }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
