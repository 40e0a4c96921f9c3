'use server'
import { browserHeaders } from '../../session/agent.ts'
import { shop } from '../../session/shop.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { enter } from './enter.ts'
import { isEmail, refused, secretOf, textsOf } from './form.ts'
import { speak } from './speak.ts'

/** Opens an account, signs in, and goes on to where one was. */
export async function signUp(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const { email, firstName } = textsOf(form, 'email', 'firstName')
  const password = secretOf(form, 'password')
  const values = { email, firstName }
  const errors = {
    ...(isEmail(email) ? {} : { email: t(email === '' ? 'emailMissing' : 'emailWrong') }),
    ...(password === '' ? { password: t('passwordMissing') } : {}),
  }
  if (Object.keys(errors).length > 0) return { errors, values }
  let signedIn
  try {
    const body = { email, password, ...(firstName === '' ? {} : { firstName }) }
    signedIn = await shop().identity.register({ headers: await browserHeaders(), body })
  } catch (error) {
    return refused(error, { email_taken: ['email', t('emailTaken')] }, values)
  }
  await speak(signedIn.accessToken)
  return enter(signedIn, form)
}
