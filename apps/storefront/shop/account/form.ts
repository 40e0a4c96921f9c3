/** What the actions of forms have in common: reading what was sent, and telling a refusal beside the field it is about. */
import { isProblem, Unreachable, type ProblemCode } from '@rialto/client'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'

export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A password counts with the spaces that it begins and ends with. */
export function secretOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function textsOf<N extends string>(form: FormData, ...names: readonly N[]): Record<N, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Record<N, string>
}

/** What looks like a mail address at all; whether mails arrive there is found out by sending one. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)
}

/** Which refusal is about which field, and what is said there. */
export type Faults = Readonly<Partial<Record<ProblemCode, readonly [field: string, text: string]>>>

/**
 * The answer to a form that the shop refused. Faults of single fields come by the last part of their path, which is
 * called as the field. Throws what is no refusal.
 */
export function refused(
  error: unknown,
  faults: Faults,
  values: FormState['values'],
  names: Readonly<Record<string, string>> = {},
): FormState {
  const t = words('account')
  if (!isProblem(error)) {
    if (!(error instanceof Unreachable)) throw error
    return { errors: { '': t('unexpected') }, values }
  }
  const known = faults[error.code as ProblemCode]
  if (known) return { errors: { [known[0]]: known[1] }, values }
  if (error.code === 'too_many_requests') return { errors: { '': t('tooMany') }, values }
  const errors = Object.fromEntries(
    error.errors.map(({ path, code, message }) => {
      const name = path.split('/').at(-1) ?? ''
      return [names[name] ?? name, fieldFault(code, message)]
    }),
  )
  return { errors: Object.keys(errors).length > 0 ? errors : { '': t('unexpected') }, values }
}

function fieldFault(code: string, message: string): string {
  const t = words('account')
  if (code === 'password_is_name') return t('passwordIsName')
  if (code === 'password_breached') return t('passwordBreached')
  const least = /\d+/.exec(message)?.[0]
  const isTooShort = code === 'password_too_short' || code === 'minLength'
  return isTooShort && least !== undefined ? t('passwordShort', { least }) : t('fieldWrong')
}
