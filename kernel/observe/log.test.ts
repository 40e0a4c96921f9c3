import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Problem } from '../contract/problem.ts'
import { maskEmail, openLog } from './log.ts'

function written(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(openLog('info', { write: (line: string) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('secrets and personal data are masked at any depth, and the rest is written', () => {
  const order = { id: 'ord_1', email: 'alice@example.com', shippingAddress: { street: '1 Main St' } }
  const request = { order, lines: [{ token: 'tok_visa', sku: 'A' }], password: 'p', count: 1, none: null }
  const [line] = written((log) =>
    log.info({ request, authorization: 'Bearer x', orderId: 'ord_1' }, 'placed'),
  )
  expect(line).toMatchObject({
    msg: 'placed',
    orderId: 'ord_1',
    authorization: '[masked]',
    request: {
      order: { id: 'ord_1', email: '[masked]', shippingAddress: '[masked]' },
      lines: [{ token: '[masked]', sku: 'A' }],
      password: '[masked]',
      count: 1,
      none: null,
    },
  })
  expect(request.order.email).toBe('alice@example.com')
})

test('what is deeper than anybody looks is not written at all', () => {
  const [line] = written((log) => log.info({ a: { b: { c: { d: { e: { password: 'p' } } } } } }))
  expect(JSON.stringify(line)).not.toContain('"p"')
})

test('of an error stand its kind, words, code, stack and causes, and none of what it carries', () => {
  const quoting = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(alice@example.com) exists',
  })
  const problem = new Problem('unavailable', { detail: 'Away.', customer: 'alice' })
  problem.cause = quoting
  const [line] = written((log) => log.warn({ err: problem }, 'refused'))
  expect(line?.['err']).toEqual({
    type: 'Problem',
    message: 'Away.',
    code: 'unavailable',
    stack: expect.stringContaining('Away.') as string,
    cause: { type: 'Error', message: 'duplicate key', code: '23505', stack: expect.any(String) as string },
  })
  expect(JSON.stringify(line)).not.toContain('alice')
  expect(written((log) => log.warn({ err: { password: 'p' } }, 'no error'))[0]?.['err']).toBe('[no error]')
})

test('a quiet log writes nothing below its level', () => {
  const lines: string[] = []
  openLog('silent', { write: (line: string) => void lines.push(line) }).error('x')
  expect(lines).toEqual([])
})

test('a line reaches its file within a second or so, also when no other follows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'))
  openLog('info', join(folder, 'deep', 'server.log')).info({ n: 1 }, 'alone')
  await expect
    .poll(() => readFile(join(folder, 'deep', 'server.log'), 'utf8').catch(() => ''), { timeout: 4_000 })
    .toContain('"msg":"alone"')
  await rm(folder, { recursive: true })
})

test('a masked address can be recognised and not written to', () => {
  expect(['alice@example.com', 'b@c', 'ß.x@y'].map(maskEmail)).toEqual(['a…@example.com', 'b…@c', 'ß…@y'])
})
