/**
 * What somebody has typed into a checkout, for as long as they may be on their way: to the page of a card and back, to the
 * cart and back. It stays with the browser, and holds nothing of a card.
 */
import { cookies } from 'next/headers'
import { fieldsOf, type Fields } from '../shop/checkout/fields.ts'
import { DRAFT_SECONDS } from './names.ts'
import { COOKIES, isSecure } from './shop.ts'

const ATTRIBUTES = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const

/** Only in actions and route handlers. */
export async function keepDraft(fields: Fields): Promise<void> {
  const text = Buffer.from(JSON.stringify(fields)).toString('base64url')
  ;(await cookies()).set(COOKIES.draft, text, { ...ATTRIBUTES, maxAge: DRAFT_SECONDS })
}

/** Only in actions and route handlers. */
export async function forgetDraft(): Promise<void> {
  ;(await cookies()).set(COOKIES.draft, '', { ...ATTRIBUTES, maxAge: 0 })
}

/** Undefined where there is none. */
export async function readDraft(): Promise<Fields | undefined> {
  const text = (await cookies()).get(COOKIES.draft)?.value
  if (text === undefined) return undefined
  try {
    const said = JSON.parse(Buffer.from(text, 'base64url').toString()) as Readonly<Record<string, unknown>>
    return fieldsOf((name) => (typeof said[name] === 'string' ? said[name] : ''))
  } catch {
    return undefined
  }
}
