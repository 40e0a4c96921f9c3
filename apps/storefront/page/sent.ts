/** What a browser sent to a route handler: a plain form, or the JSON of a script; and in which language it is answered. */
import { isLocale, localeOf, LOCALE_DEFAULT, type Locale } from '../region/locales.ts'

/** A form of ours holds an address and a few choices. */
const BYTES_MAX = 16_384

export type Sent = {
  /** Whether a script asked, which wants data; a form wants a page. */
  readonly isScript: boolean
  readonly locale: Locale
  /** A field as text without spaces around it; `''` for what was not sent. */
  readonly text: (name: string) => string
}

/** Undefined for what is no form, or too much for one. */
export async function readSent(request: Request): Promise<Sent | undefined> {
  if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > BYTES_MAX) return undefined
  const type = request.headers.get('content-type') ?? ''
  const isScript = type.startsWith('application/json')
  const fields = isScript ? await fieldsOf(request) : await formOf(request, type)
  return fields && { isScript, locale: localeAsked(request), text: (name) => (fields.get(name) ?? '').trim() }
}

/** The handlers of scripts have no language in their address: `?lang=` says it, else the page that asks. */
export function localeAsked(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get('lang') ?? undefined
  if (isLocale(asked)) return asked
  const referer = request.headers.get('referer')
  return referer !== null && URL.canParse(referer) ? localeOf(new URL(referer).pathname) : LOCALE_DEFAULT
}

async function fieldsOf(request: Request): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const body = (await request.json()) as unknown
    if (typeof body !== 'object' || body === null) return undefined
    return new Map(
      Object.entries(body).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
      ),
    )
  } catch {
    return undefined
  }
}

async function formOf(request: Request, type: string): Promise<ReadonlyMap<string, string> | undefined> {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return undefined
  try {
    const form = await request.formData()
    return new Map(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    )
  } catch {
    return undefined
  }
}
