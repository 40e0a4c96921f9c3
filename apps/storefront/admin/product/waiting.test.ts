import { expect, test } from 'vitest'
import { sorted, waitingOf } from './waiting.ts'

const picture = (name: string, bytes = 1) => new File([new Uint8Array(bytes)], name, { type: 'image/png' })
const described = { ...waitingOf(picture('a.png'), 'blob:a'), alt: 'A lamp, lit' }
const silent = { ...waitingOf(picture('b.png'), 'blob:b'), alt: '  ' }

test('one act sends all that are described, and asks about the others', () => {
  const onItsWay = { ...described, preview: 'blob:c', state: 'sending' as const }
  const { ready, silent: asked } = sorted([silent, described, onItsWay])
  expect(ready).toEqual([described])
  expect(asked).toEqual([silent])
})

test('one that was refused is sent with the others the next time', () => {
  const refused = { ...described, problem: 'The connection broke.', isRefused: true }
  expect(sorted([refused]).ready).toEqual([refused])
})

test('a file of more than ten megabytes is never sent, described or not', () => {
  const large = { ...waitingOf(picture('c.png', 10 * 1024 * 1024 + 1), 'blob:d'), alt: 'Large' }
  expect(large.problem).toContain('ten megabytes')
  expect(sorted([large])).toEqual({ ready: [], silent: [] })
})
