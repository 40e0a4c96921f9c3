'use server'
import { act, type Said } from '../act.ts'

export async function resolveMismatch(id: string, form: FormData): Promise<Said> {
  const reason = form.get('reason')
  if (typeof reason !== 'string' || reason.trim() === '')
    return {
      problem: {
        text: 'Say how it was dealt with: it stands in the books.',
        code: 'validation_failed',
        fields: {},
      },
    }
  return act(
    async (shop) =>
      (await shop.payment.resolveMismatch({ params: { id }, body: { reason: reason.trim() } })).id,
  )
}
