/** What prices are about in another currency. The merchant sets the rates for showing; nothing is charged by them. */

/** What one unit of the first currency is worth in the second; undefined where no rate is set. */
export type DisplayRates = (from: string, to: string) => number | undefined

const RATE = /^([A-Z]{3})\/([A-Z]{3}):(\d{1,9}(?:\.\d{1,9})?)$/

/** Reads `USD/EUR:0.92,USD/GBP:0.79`. Throws an `Error` that says what is wrong. */
export function readRates(text: string | undefined): DisplayRates {
  const entries = (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, from, to, rate] = RATE.exec(entry) ?? []
      if (Number(rate) > 0) return [`${from}/${to}`, Number(rate)] as const
      throw new Error(`RIALTO_DISPLAY_RATES holds “${entry}”. Write each rate like USD/EUR:0.92.`)
    })
  const rates = new Map(entries)
  return (from, to) => rates.get(`${from}/${to}`)
}
