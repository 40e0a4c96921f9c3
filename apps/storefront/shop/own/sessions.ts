'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import { textOf } from '../account/form.ts'

const LIST = '/account/sessions'

export async function endSessionOf(form: FormData): Promise<void> {
  try {
    await asMe((api) => api.identity.revokeSession({ params: { id: textOf(form, 'id') } }))
  } catch (error) {
    // It has ended by itself.
    if (!isProblem(error, 'unknown_session')) throw error
  }
  redirect(here(`${LIST}?said=ended`))
}

export async function endOtherSessions(): Promise<void> {
  await asMe((api) => api.identity.revokeOtherSessions())
  redirect(here(`${LIST}?said=endedAll`))
}
