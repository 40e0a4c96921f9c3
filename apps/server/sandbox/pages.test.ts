import type { payment, ChallengeView } from '@rialto/contracts/payment'
import type { Client } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openApp } from '@rialto/kernel/server/app'
import { afterAll, expect, test } from 'vitest'
import { mountSandbox } from './pages.ts'

const lines: string[] = []
let state: ChallengeView['state'] = 'open'
const shown = ({ body: { secret } }: { body: { secret: string } }): Promise<ChallengeView> =>
  secret === 'known'
    ? Promise.resolve({ paymentId: 'pay_1', amount: 47.31, currency: 'USD', state })
    : Promise.reject(new Problem('unknown_challenge', { detail: 'This link leads nowhere.' }))
const client = {
  challenge: shown,
  answerChallenge: (input: { body: { secret: string; approve: boolean } }) => {
    if (input.body.secret === 'known') state = input.body.approve ? 'approved' : 'refused'
    return shown(input)
  },
} as unknown as Client<typeof payment>

const app = openApp({
  ...systemPorts,
  log: openLog('info', { write: (line) => void lines.push(line) }),
})
mountSandbox(app, client, systemPorts.clock)
afterAll(() => app.close())

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const get = (url: string) => app.inject({ method: 'GET', url })
const post = (url: string, payload: string, headers: Record<string, string> = FORM) =>
  app.inject({ method: 'POST', url, headers, payload })
const CHALLENGE = '/api/v1/sandbox/challenges/known'
const CARDS = '/api/v1/sandbox/cards'

test('a cardholder sees what they pay, confirms, and comes back to the shop', async () => {
  state = 'open'
  const page = await get(`${CHALLENGE}?return=/orders/ord_1`)
  expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store'])
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.body).toContain('$47.31')
  expect(page.body).toContain('value="/orders/ord_1"')
  const answered = await post(CHALLENGE, 'answer=approve&return=%2Forders%2Ford_1')
  expect([answered.statusCode, answered.headers.location]).toEqual([303, '/orders/ord_1'])
  expect((await get(CHALLENGE)).body).toContain('You confirmed this payment')
})

test('everything but an approval refuses', async () => {
  for (const form of ['answer=refuse', 'answer=', '', 'approve=true']) {
    await post(CHALLENGE, form)
    expect(state, form).toBe('refused')
  }
})

test('nobody is sent to another origin', async () => {
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'evil',
    '/%0d%0a',
    '/a\\b',
  ]) {
    const form = new URLSearchParams({ answer: 'approve', number: '4242424242424242', return: path })
    for (const url of [CHALLENGE, CARDS]) {
      const { statusCode, headers } = await post(url, form.toString())
      const isOwn = headers.location === undefined || /^\/[^/\\]/.test(headers.location)
      expect([isOwn, statusCode < 400], `${url} ${path}`).toEqual([true, true])
    }
    const page = await get(`${CHALLENGE}?return=${encodeURIComponent(path)}`)
    expect(page.body).not.toContain('href="//evil')
  }
})

test('what a link holds is text on the page and never more', async () => {
  const page = await get(`${CARDS}?return=${encodeURIComponent('/"><script>alert(1)</script>')}`)
  expect(page.body).not.toContain('<script>')
})

test('a link that leads nowhere says so, and what is no form is not read', async () => {
  const page = await get('/api/v1/sandbox/challenges/made-up')
  expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('This link leads nowhere')])
  const json = await post(CHALLENGE, '{"answer":"approve"}', { 'content-type': 'application/json' })
  expect(json.statusCode).toBe(415)
  expect((await post(CHALLENGE, `answer=${'x'.repeat(5_000)}`)).statusCode).toBe(413)
})

test('a test card becomes a token; any other number becomes nothing, and none is logged', async () => {
  expect((await post(CARDS, 'number=4000+0027+6000+3184')).body).toContain('tok_3ds')
  const sent = await post(CARDS, 'number=4242424242424242&return=/checkout?step=pay')
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/checkout?step=pay&token=tok_visa'])
  const named = await post(`${CARDS}?as=card`, 'number=4242424242424242&return=/orders/1?token=theirs')
  expect(named.headers.location).toBe('/orders/1?token=theirs&card=tok_visa')
  const unknown = await post(CARDS, 'number=4111111111111111')
  expect([unknown.statusCode, unknown.body.includes('4111')]).toEqual([422, false])
  expect(lines.join('')).toContain('/api/v1/sandbox/cards')
  expect(lines.join('')).not.toMatch(/4242|4111|3184/)
})

test('a card form that makes tokens itself learns the test cards', async () => {
  const answer = await get('/api/v1/sandbox/test-cards')
  expect(answer.statusCode).toBe(200)
  const { items } = answer.json<{ items: { number: string; token: string; what: string }[] }>()
  expect(items).toContainEqual({ number: '4242 4242 4242 4242', token: 'tok_visa', what: 'pays' })
  for (const { number, token } of items) {
    const page = await post(CARDS, new URLSearchParams({ number }).toString())
    expect(page.body, number).toContain(`<code>${token}</code>`)
  }
})
