/** Asks Lighthouse, as a phone with its slow network and processor simulated (its own default). */
import lighthouse from 'lighthouse'
import { SCORES, type Category } from './bars.ts'

export type Scores = Readonly<Record<Category, number>> & { readonly shift: number }

const CATEGORIES = Object.keys(SCORES) as Category[]
const PERCENT = 100

/** `port` is a browser's own, opened for remote debugging. Throws where Lighthouse says nothing. */
export async function judgePage(url: string, port: number): Promise<Scores> {
  const said = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES })
  if (!said) throw new Error(`Lighthouse said nothing of ${url}`)
  const { categories, audits } = said.lhr
  const scores = CATEGORIES.map((name) => [name, (categories[name]?.score ?? Number.NaN) * PERCENT] as const)
  return {
    ...(Object.fromEntries(scores) as Record<Category, number>),
    shift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
  }
}
