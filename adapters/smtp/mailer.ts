/** Sends mail through an SMTP server: fills the port `Mailer` of the notification service. */
import { createTransport } from 'nodemailer'

export type SmtpOptions = {
  /** `smtp://user:password@mail.example:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string
  /** Refuses to go on without TLS; by default where the URL carries credentials. */
  readonly requireTls?: boolean
  /** The longest silence of the server, ms. */
  readonly timeoutMs?: number
}

type Address = { readonly name: string; readonly address: string }

export type SmtpMail = {
  readonly from: Address
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly messageId: string
  readonly date: Date
}

export type SmtpMailer = {
  /**
   * Resolves when the server has taken the mail; rejects with its words when it has not, and with `final`
   * where it refused for good (5xx about this mail).
   */
  send(mail: SmtpMail): Promise<void>
  /** Rejects while the server cannot be reached or refuses the credentials. */
  ready(): Promise<void>
  close(): Promise<void>
}

const CONNECTIONS_MAX = 4
const TIMEOUT_MS = 20_000

export function smtpMailer({ url, requireTls, timeoutMs = TIMEOUT_MS }: SmtpOptions): SmtpMailer {
  // Taken apart here: given a URL, the library would ignore every other option.
  const { protocol, hostname, port, username, password } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw new Error(`${protocol}// is not a mail server; use smtp:// or smtps://`)
  const secure = protocol === 'smtps:'
  const signsIn = username !== ''
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port === '' ? {} : { port: Number(port) }),
    secure,
    ...(signsIn ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    requireTLS: requireTls ?? (signsIn && !secure),
    // A mail is what it was given: nothing in it may make the transport read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, ...mail }) => {
      try {
        // As an object it is one recipient; as text it could be a list of them.
        await transport.sendMail({ ...mail, to: { name: '', address: to } })
      } catch (error) {
        throw isFinal(error) ? Object.assign(error, { final: true }) : error
      }
    },
    ready: async () => {
      await transport.verify()
    },
    close: async () => transport.close(),
  }
}

/**
 * The server’s permanent refusal of this mail: its sender, its recipient or what it says. What it refuses
 * before that (the greeting, the credentials) is a matter of settings, which people mend.
 */
function isFinal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown }
  return (
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
  )
}
