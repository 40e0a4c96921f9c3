/** What only who is signed in may see or do: asked with their token, or else the way to the door and back. */
import { redirect } from 'next/navigation'
import { isProblem, type Rialto } from '@rialto/client'
import { here } from '../page/here.ts'
import { currentPage } from '../page/page.ts'
import { me } from './me.ts'
import { myShop } from './shop.ts'

export async function asMe<T>(work: (api: Rialto) => Promise<T>): Promise<T> {
  const back = encodeURIComponent(currentPage()?.url ?? here('/account'))
  if (!(await me())) redirect(here(`/sign-in?return=${back}`))
  try {
    return await work(await myShop())
  } catch (error) {
    // The token is young enough, but its session was ended elsewhere.
    if (isProblem(error, 'unauthenticated')) redirect(`/shop/session-ended?return=${back}`)
    throw error
  }
}
