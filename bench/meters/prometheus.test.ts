import { expect, test } from 'vitest'
import { added, percentileEdge, readHistogram, type Buckets } from './prometheus.ts'

const page = (small: number, all: number) => `# TYPE lag histogram
lag_bucket{consumer="mail",le="0.01"} ${small}
lag_bucket{le="0.05",consumer="mail"} ${all}
lag_bucket{consumer="mail",le="+Inf"} ${all}
lag_sum{consumer="mail"} 12
other_bucket{consumer="mail",le="0.01"} 7
`

test('what was added between two readings has its own percentile', () => {
  const before = readHistogram(page(1, 100), 'lag', 'consumer').get('mail')
  const after = readHistogram(page(100, 200), 'lag', 'consumer').get('mail') as Buckets
  const between = added(before, after)
  expect(percentileEdge(between, 0.5)).toBe(0.01)
  expect(percentileEdge(between, 0.99)).toBe(0.01)
  expect(percentileEdge(between, 1)).toBe(0.05)
})

test('a histogram without counts has no percentile', () => {
  expect(percentileEdge(new Map([[Number.POSITIVE_INFINITY, 0]]), 0.5)).toBeNaN()
})
