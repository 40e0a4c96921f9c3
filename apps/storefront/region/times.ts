/** When something was, as a language says it beside a day: “Thu 26 Nov, 14:05”. In UTC, as all times of the pages. */
import type { Locale } from './locales.ts'
import { formatDay } from './money.ts'

const formats = new Map<Locale, Intl.DateTimeFormat>()

export function formatMoment(time: string, locale: Locale, now: Date): string {
  let format = formats.get(locale)
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'UTC',
    })
    formats.set(locale, format)
  }
  return `${formatDay(time, locale, now)},\u00a0${format.format(new Date(time))}`
}
