import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { smtpMailer, type SmtpMail, type SmtpMailer } from './mailer.ts'
import { openSink, type Sink } from './sink.fixture.ts'

const mail: SmtpMail = {
  from: { name: 'Rialto', address: 'orders@shop.test' },
  to: 'ada@example.com',
  subject: 'Your order is confirmed',
  html: '<p>Thank you</p>',
  text: 'Thank you',
  messageId: '<order_confirmed.ord_1@shop.test>',
  date: new Date(Date.UTC(2026, 10, 20)),
}

let sink: Sink
let mailer: SmtpMailer
beforeEach(async () => {
  sink = await openSink()
  mailer = smtpMailer({ url: sink.url, timeoutMs: 500 })
})
afterEach(async () => {
  await mailer.close()
  await sink.close()
})

test('a mail arrives with its Message-ID, in both forms', async () => {
  await mailer.send(mail)
  const [got] = sink.delivered
  expect(got).toMatchObject({ from: 'orders@shop.test', to: ['ada@example.com'] })
  expect(got?.data).toContain('Message-ID: <order_confirmed.ord_1@shop.test>')
  expect(got?.data).toContain('Subject: Your order is confirmed')
  expect(got?.data).toContain('Date: Fri, 20 Nov 2026')
  expect(got?.data).toMatch(
    /Content-Type: text\/plain[\s\S]*Thank you[\s\S]*Content-Type: text\/html[\s\S]*<p>Thank you<\/p>/,
  )
})

test('what the server answers to a mail that it does not take is the reason given', async () => {
  sink.refuse('550 no such mailbox', 1)
  await expect(mailer.send(mail)).rejects.toThrow('550 no such mailbox')
  await mailer.send(mail)
  expect(sink.delivered).toHaveLength(1)
})

test('a refusal for good is final, and one for now is not', async () => {
  for (const [words, final] of [
    ['550 no such mailbox', true],
    ['553 that is no name', true],
    ['451 greylisted', undefined],
    ['421 too busy', undefined],
  ] as const) {
    sink.refuse(words, 1)
    const refusal = await mailer.send(mail).then(
      () => undefined,
      (error: unknown) => error as { final?: boolean },
    )
    expect(refusal?.final, words).toBe(final)
  }
  await sink.close()
  await expect(mailer.send(mail)).rejects.not.toMatchObject({ final: true })
})

test('a server that hangs up before its yes has not taken the mail, as far as anybody knows', async () => {
  sink.hangUp(1)
  await expect(mailer.send(mail)).rejects.toThrow()
  await mailer.send(mail)
  const ids = sink.delivered.map(({ data }) => /^Message-ID: (.*)$/m.exec(data)?.[1])
  expect(ids).toEqual([mail.messageId, mail.messageId])
})

test('a server that says nothing is given up after the time-out', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const waiting = smtpMailer({
    url: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    timeoutMs: 100,
  })
  await expect(waiting.send(mail)).rejects.toThrow(/time/i)
  await waiting.close()
  silent.close()
})

test('a server that is not there is a failure within the time-out', async () => {
  await sink.close()
  await expect(mailer.send(mail)).rejects.toThrow()
  await expect(mailer.ready()).rejects.toThrow()
})

test('a subject or an address cannot add a header or a recipient', async () => {
  await mailer.send({ ...mail, subject: 'Hello\r\nBcc: everybody@example.com' })
  await mailer.send({ ...mail, to: 'ada@example.com, everybody@example.com' }).catch(() => {})
  await mailer.send({ ...mail, to: 'ada@example.com\r\nRCPT TO:<everybody@example.com>' }).catch(() => {})
  expect(sink.delivered.flatMap(({ to }) => to)).not.toContain('everybody@example.com')
  for (const { data } of sink.delivered) expect(data).not.toMatch(/^Bcc:/m)
})

test('credentials are not sent in the clear unless somebody says so', async () => {
  const guarded = smtpMailer({ url: sink.url.replace('smtp://', 'smtp://user:secret@'), timeoutMs: 500 })
  await expect(guarded.send(mail)).rejects.toThrow()
  expect(sink.delivered).toHaveLength(0)
  await guarded.close()
})

test('only a mail server is taken for one', () => {
  expect(() => smtpMailer({ url: 'https://mail.example' })).toThrow('smtp://')
})
