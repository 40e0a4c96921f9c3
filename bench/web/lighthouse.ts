/** Asks Lighthouse, as a phone with its slow network and processor simulated (its own default). */
import lighthouse from 'lighthouse'
import { SCORES, type Category } from './bars.ts'

export type Scores = Readonly<Record<Category, number>> & { readonly shift: number }

const CATEGORIES = Object.keys(SCORES) as Category[]
const PERCENT = 100
/** Now and then it misses the largest picture, and gives no score for what it did not see. */
const TRIES_MAX = 3

/** `port` is a browser's own, opened for remote debugging. Throws where Lighthouse does not come to a judgement. */
export async function judgePage(url: string, port: number): Promise<Scores> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const said = await lighthouse(url, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: CATEGORIES,
    })
    const scores = CATEGORIES.map((name) => [name, said?.lhr.categories[name]?.score ?? undefined] as const)
    const shift = said?.lhr.audits['cumulative-layout-shift']?.numericValue
    if (shift === undefined || scores.some(([, score]) => score === undefined)) continue
    const inPercent = scores.map(([name, score = 0]) => [name, score * PERCENT])
    return { ...(Object.fromEntries(inPercent) as Record<Category, number>), shift }
  }
  throw new Error(`Lighthouse came to no judgement of ${url}`)
}
