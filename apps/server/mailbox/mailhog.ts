/** A mail in the shape of MailHog's second API, which many test suites can read. */
import type { Mail } from '@rialto/contracts/notification'
import Type, { type Static } from 'typebox'

const Path = Type.Object({
  Relays: Type.Null(),
  Mailbox: Type.String(),
  Domain: Type.String(),
  Params: Type.String(),
})
const Headers = Type.Record(Type.String(), Type.Array(Type.String()))
const Part = Type.Object({ Headers, Body: Type.String(), Size: Type.Integer(), MIME: Type.Null() })

export const HogMessage = Type.Object({
  ID: Type.String(),
  From: Path,
  To: Type.Array(Path),
  Content: Part,
  Created: Type.String(),
  MIME: Type.Object({ Parts: Type.Array(Part) }),
  Raw: Type.Object({
    From: Type.String(),
    To: Type.Array(Type.String()),
    Data: Type.String(),
    Helo: Type.String(),
  }),
})

const BOUNDARY = 'rialto'

export function hogMessage(mail: Mail): Static<typeof HogMessage> {
  const sender = /<([^>]*)>$/.exec(mail.from)?.[1] ?? mail.from
  const headers = headersOf(mail)
  const parts = [part('text/plain', mail.text), part('text/html', mail.html)]
  const body = `${parts.map(({ Headers: of, Body }) => `--${BOUNDARY}\r\n${headerLines(of)}\r\n${Body}\r\n`).join('')}--${BOUNDARY}--\r\n`
  return {
    ID: mail.id,
    From: path(sender),
    To: [path(mail.to)],
    Content: { Headers: headers, Body: body, Size: Buffer.byteLength(body), MIME: null },
    Created: mail.at,
    MIME: { Parts: parts },
    Raw: { From: sender, To: [mail.to], Data: `${headerLines(headers)}\r\n${body}`, Helo: 'rialto' },
  }
}

/** The headers of a mail as it travels. */
export function headersOf({ from, to, subject, at, messageId }: Mail): Record<string, string[]> {
  return {
    From: [from],
    To: [to],
    Subject: [subject],
    Date: [new Date(at).toUTCString()],
    'Message-ID': [messageId],
    'MIME-Version': ['1.0'],
    'Content-Type': [`multipart/alternative; boundary="${BOUNDARY}"`],
  }
}

function part(type: string, text: string): Static<typeof Part> {
  return {
    Headers: { 'Content-Type': [`${type}; charset=utf-8`] },
    Body: text,
    Size: Buffer.byteLength(text),
    MIME: null,
  }
}

function path(address: string): Static<typeof Path> {
  const at = address.lastIndexOf('@')
  return { Relays: null, Mailbox: address.slice(0, at), Domain: address.slice(at + 1), Params: '' }
}

function headerLines(headers: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(headers)
    .map(([name, values]) => `${name}: ${values.join(', ')}\r\n`)
    .join('')
}
