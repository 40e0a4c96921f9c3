'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { shop } from '../../session/shop.ts'
import { textOf } from './form.ts'

/** Confirms a mail address by a press, not by opening the page: mail programs open links before their readers do. */
export async function verifyEmail(form: FormData): Promise<void> {
  try {
    await shop().identity.verifyEmail({ body: { token: textOf(form, 'token') } })
  } catch (error) {
    if (isProblem(error, 'email_taken')) redirect(here('/verify-email?end=taken'))
    if (isProblem(error, 'invalid_link', 'validation_failed')) redirect(here('/verify-email?end=bad'))
    throw error
  }
  redirect(here('/verify-email?end=done'))
}
