/** What a form has to say after it was sent: what is wrong, and what was typed, so that it stays. */
export type FormState = {
  /** By the name of the field; what belongs to none stands under `''`. */
  readonly errors: Readonly<Record<string, string>>
  /** What was typed, but for secrets. */
  readonly values: Readonly<Record<string, string>>
  /** Fields that are asked for from now on, as the code of a second factor. */
  readonly asked?: readonly string[]
}

export const UNSENT: FormState = { errors: {}, values: {} }

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>
