/** Requests that the documents write: those that `requests/*.http` sends pass by their answers; the others wait for their service. */
import { expect } from 'vitest'
import { each, joined, later, pass, type Verdicts } from '../verdict.ts'
import { DOCUMENTS, readRequests } from '../written-request.ts'
import { requestsOf } from './asking.ts'

const sent: Verdicts = Object.fromEntries(
  DOCUMENTS.flatMap((document) =>
    [...new Set(readRequests(document).flatMap(({ ids }) => ids))].map((id) => [
      id,
      pass(`sent as written: \`tests/seeds/requests/${document}.http\``, requestsOf(id)),
    ]),
  ),
)

export const routes: Verdicts = joined([
  sent,
  each('000-R014 000-R015', later('analytics')),
  each('002-R014 002-R015 004-R014', later('reviews')),
  each('002-R016 002-R017 002-R018 004-R016', later('favourites')),
  each('002-R030 002-R031 002-R032 002-R033 002-R034', later('support tickets')),
  each('004-R013', later('promotions')),
  each('004-R019', later('discovery')),
  {
    '002-R035': pass('all requests of document 002 once more, on port 5000', async (world) => {
      const outcomes = await world.replayedThroughGateway()
      expect(outcomes.size).toBeGreaterThan(20)
      expect([...outcomes].filter(([, faults]) => faults.length > 0)).toEqual([])
    }),
  },
])
