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
const TOKEN = /^[\w-]+(?:\.[\w-]+){2}$/
/** As the shop takes names (kernel/contract/schema.ts). */
const CART_KEY = /^[A-Za-z0-9][\w.:@-]{0,63}$/

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
  const token = await accessToken()
  if (token === undefined) return shop()
  // The server renewed it before this page was made; the refresh token stays where it is.
  return new Rialto({
    origin: settings.gateway,
    retries: RETRIES,
    headers: { ...fromWhere(), authorization: `Bearer ${token}` },
  })
}

/** Undefined for who is not signed in, and for what is no token at all. */
export async function accessToken(): Promise<string | undefined> {
  const token = (await cookies()).get(COOKIES.access)?.value
  return token !== undefined && TOKEN.test(token) ? token : undefined
}

/** The key of the guest's cart; undefined for who has none, and for what the shop would not take as one. */
export async function cartKey(): Promise<string | undefined> {
  const key = (await cookies()).get(COOKIES.cart)?.value
  return key !== undefined && CART_KEY.test(key) ? key : undefined
}

function fromWhere(): Record<string, string> {
  const address = currentPage()?.address
  return address === undefined ? {} : inNameOf(address, settings.credential)
}
