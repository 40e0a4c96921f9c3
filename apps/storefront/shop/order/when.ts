/** Days and times of an order. All are told in one zone, and say so. */
import type { Locale } from '../../region/locales.ts'
import { formatDay } from '../../region/money.ts'

const FORMATS = new Map<Locale, Intl.DateTimeFormat>()

/** 17:05 UTC */
export function formatTime(at: string, locale: Locale): string {
  let format = FORMATS.get(locale)
  if (!format) {
    const hours = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' } as const
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, hours)
    FORMATS.set(locale, format)
  }
  return format.format(new Date(at))
}

/** Mon 30 Nov, 17:05 UTC */
export function formatMoment(at: string, locale: Locale): string {
  return `${formatDay(at, locale, new Date())},\u00a0${formatTime(at, locale)}`
}
