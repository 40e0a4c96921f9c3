import { expect, test } from 'vitest'
import { openStream, type Entry } from './stream.ts'

const entry = (type: string): Entry => ({ type: `order.${type}`, at: '2026-11-30T18:00:00.000Z' })
const PLACED = [entry('placed'), entry('confirmed')]

const opened = (given: Partial<Parameters<typeof openStream>[0]> = {}) =>
  openStream({
    look: async () => PLACED,
    first: PLACED,
    after: 0,
    address: '192.0.2.1',
    signal: new AbortController().signal,
    ...given,
  })

async function text(stream: ReadableStream<Uint8Array> | undefined): Promise<string> {
  return new Response(stream).text()
}

test('whoever missed something is told at once, and each entry once', async () => {
  const cancelled = [...PLACED, entry('cancelled')]
  const said = await text(opened({ first: cancelled, after: 1 }))
  expect(said.match(/^id: \d+$/gm)).toEqual(['id: 2', 'id: 3'])
  expect(said).toContain('"type":"order.cancelled"')
  expect(said).toMatch(/^retry: \d+$/m)
})

test('after the last that can happen the stream says that it is over', async () => {
  expect(await text(opened({ first: [entry('placed'), entry('declined')], after: 2 }))).toContain(
    'event: end',
  )
})

test('what happens while one listens is told', async () => {
  const cancelled = [...PLACED, entry('cancelled')]
  const said = await text(opened({ look: async () => cancelled, after: 2 }))
  expect(said.match(/^id: \d+$/gm)).toEqual(['id: 3'])
})

test('one address has only so many streams, and gets another when one of them ends', async () => {
  const leaving = new AbortController()
  const signal = leaving.signal
  const streams = Array.from({ length: 6 }, () => opened({ address: '192.0.2.2', signal }))
  expect(streams.every((stream) => stream !== undefined)).toBe(true)
  expect(opened({ address: '192.0.2.2' })).toBeUndefined()
  const other = opened({ address: '192.0.2.3', signal })
  expect(other).toBeDefined()
  await streams[0]?.cancel()
  await expect.poll(() => opened({ address: '192.0.2.2', signal })).toBeDefined()
  leaving.abort()
})

test('a shop that does not answer ends the stream, and nothing else', async () => {
  const said = await text(opened({ look: () => Promise.reject(new Error('away')), after: 2 }))
  expect(said).not.toContain('event:')
})
