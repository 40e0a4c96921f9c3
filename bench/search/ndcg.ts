/** How good an order of results is: 1 where the best stand first, less the further down they are. */

/** Grades of products for a query: 3 is what was meant, 1 is better than nothing; not named is 0. */
export type Grades = Readonly<Record<string, number>>

const DEPTH = 10

function gain(grades: readonly number[]): number {
  return grades.slice(0, DEPTH).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0)
}

/** nDCG@10 of the ids in the order in which they were found. */
export function ndcg(ids: readonly string[], grades: Grades): number {
  const best = gain(Object.values(grades).toSorted((a, b) => b - a))
  return best === 0 ? 1 : gain(ids.map((id) => grades[id] ?? 0)) / best
}
