/** The API for what the typed client has no words for: files, as they are. As whoever is signed in. */
import { currentPage } from '../page/page.ts'
import { readSettings } from '../server/settings.ts'
import { inNameOf } from '../server/visitor.ts'
import { accessToken } from './shop.ts'

const { gateway, credential } = readSettings(process.env)

export async function sendFile(
  path: string,
  {
    type,
    body,
    idempotencyKey,
  }: { readonly type: string; readonly body: ArrayBuffer; readonly idempotencyKey: string },
): Promise<Response> {
  const token = await accessToken()
  const address = currentPage()?.address
  return fetch(`${gateway}${path}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'idempotency-key': idempotencyKey,
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(address === undefined ? {} : inNameOf(address, credential)),
    },
  })
}
