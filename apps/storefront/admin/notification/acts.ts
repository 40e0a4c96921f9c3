'use server'
import { act, type Said } from '../act.ts'

/** To whoever is its recipient now. */
export async function sendAgain(id: string): Promise<Said> {
  return act(async (shop) => (await shop.notification.resend({ params: { id } })).id)
}
