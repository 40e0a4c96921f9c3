/** Going in: keeps the session that began, and goes on to where one was. Only in actions. */
import { redirect } from 'next/navigation'
import { here } from '../../page/here.ts'
import { beginSession } from '../../session/keep.ts'
import { ownPath } from './return.ts'

export async function enter(pair: Parameters<typeof beginSession>[0], form: FormData): Promise<never> {
  const left = await beginSession(pair)
  const back = ownPath(form.get('return'), here('/account'))
  if (left.length === 0) redirect(back)
  const query = new URLSearchParams([...left.map((reason) => ['why', reason]), ['return', back]])
  redirect(here(`/left-behind?${query.toString()}`))
}
