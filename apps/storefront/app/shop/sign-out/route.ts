/** Ends the session. A plain form: it works without scripts, and the next page knows of nobody. */
import { localeAsked } from '../../../page/sent.ts'
import { localized } from '../../../region/locales.ts'
import { endSession } from '../../../session/keep.ts'

export async function POST(request: Request): Promise<Response> {
  await endSession()
  return new Response(undefined, {
    status: 303,
    headers: { location: localized('/', localeAsked(request)) },
  })
}
