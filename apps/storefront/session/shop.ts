/** The API as this request may use it: as anybody, or as whoever is signed in. */
import { cookies } from 'next/headers'
import { Rialto } from '@rialto/client'
import { currentPage } from '../page/page.ts'
import { readSettings } from '../server/settings.ts'
import { inNameOf } from '../server/visitor.ts'
import { cookieNames } from './names.ts'

const settings = readSettings(process.env)
/** A page is no place to wait: the person asks again by loading it. */
const RETRIES = 1
const RETRIES_PATIENT = 6

export const isSecure = settings.publicUrl.startsWith('https:')
export const { publicUrl, displayRates, isDemo, isDevelopment } = settings
export const COOKIES = cookieNames(isSecure)

/** The API for what everybody may see. */
export function shop(): Rialto {
  return new Rialto({ origin: settings.gateway, retries: RETRIES, headers: fromWhere() })
}

/** The API for what is read through from end to end, at the pace that the gateway allows. */
export function patientShop(): Rialto {
  return new Rialto({ origin: settings.gateway, retries: RETRIES_PATIENT, headers: fromWhere() })
}

/** The API for whoever is signed in; as anybody for who is not. */
export async function myShop(): Promise<Rialto> {
  const jar = await cookies()
  const accessToken = jar.get(COOKIES.access)?.value
  if (accessToken === undefined) return shop()
  // The server renewed it before this page was made; the refresh token stays where it is.
  return new Rialto({
    origin: settings.gateway,
    retries: RETRIES,
    headers: { ...fromWhere(), authorization: `Bearer ${accessToken}` },
  })
}

/** The key of the guest's cart; undefined for who has none. */
export async function cartKey(): Promise<string | undefined> {
  return (await cookies()).get(COOKIES.cart)?.value
}

function fromWhere(): Record<string, string> {
  const address = currentPage()?.address
  return address === undefined ? {} : inNameOf(address, settings.credential)
}
