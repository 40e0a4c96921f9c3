/** What only who is signed in may see or do: asked with their token, or else the way to the door and back. */
import { redirect } from 'next/navigation'
import { isProblem, type Rialto } from '@rialto/client'
import { here } from '../page/here.ts'
import { currentPage } from '../page/page.ts'
import { me } from './me.ts'
import { myShop } from './shop.ts'

/** For a page that asks nothing, but whose form will. */
export async function mustBeIn(): Promise<void> {
  if (!(await me())) redirect(here(`/sign-in?return=${placeToComeBackTo()}`))
}

export async function asMe<T>(work: (api: Rialto) => Promise<T>): Promise<T> {
  await mustBeIn()
  return asWhoever(async () => work(await myShop()))
}

/** What anybody may see; but whose session was ended elsewhere learns that, and does not look like a stranger. */
export async function asWhoever<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // The token is young enough, but the shop refuses it.
    if (isProblem(error, 'unauthenticated') && (await me()))
      redirect(`/shop/session-ended?return=${placeToComeBackTo()}`)
    throw error
  }
}

function placeToComeBackTo(): string {
  return encodeURIComponent(currentPage()?.url ?? here('/account'))
}
