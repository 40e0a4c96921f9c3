import { currentLocale } from '../../page/here.ts'
import { shop } from '../../session/shop.ts'

/** Mails come in the language that one signed up in; where that cannot be kept now, in English. */
export async function speak(accessToken: string): Promise<void> {
  const options = { headers: { authorization: `Bearer ${accessToken}` } }
  await shop()
    .identity.patchProfile({ body: { locale: currentLocale() } }, options)
    .catch(() => {})
}
