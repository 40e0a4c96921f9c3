/** The inbox for people: pages made on the server, readable without a script. */
import { readFileSync } from 'node:fs'
import { notification, type NotificationClient } from '@rialto/contracts/notification'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem, problemBody } from '@rialto/kernel/contract/problem'
import type { Html } from '@rialto/kernel/html/html'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { App } from '@rialto/kernel/server/app'
import type { FastifyRequest } from 'fastify'
import { failurePage, listPage, mailPage, VIEWS, type View } from './page.ts'

const STYLE = readFileSync(new URL('./mailbox.css', import.meta.url), 'utf8')
const MAILS_PER_PAGE = 30
const DEADLINE_MS = 10_000
const TO_LENGTH_MAX = 254
const SEE_OTHER = 303

const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A mail is shown as if it came from a stranger: no script, no form, nothing fetched, an origin of its own. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export function mountPages(app: App, client: NotificationClient, clock: Clock): void {
  const callOf = ({ id }: FastifyRequest): Call => ({
    caller: { kind: 'service', name: 'mailbox' },
    requestId: id,
    deadline: clock.now() + DEADLINE_MS,
  })
  const page = (url: string, make: (request: FastifyRequest, asked: Asked) => Promise<Html>) =>
    app.get(url, async (request, reply) => {
      const { status, shown } = await make(request, askedOf(request)).then(
        (made) => ({ status: 200, shown: made }),
        failureShown,
      )
      return reply
        .code(status)
        .header('content-security-policy', PAGE_POLICY)
        .type('text/html; charset=utf-8')
        .send(shown.text)
    })

  page('/', async (request, { to, cursor }) => {
    const list = await client.mails(
      { body: { ...filterOf(to, cursor), limit: MAILS_PER_PAGE } },
      callOf(request),
    )
    return listPage({ ...list, to, cursor })
  })

  page('/mails/:id', async (request, { to, cursor, view }) => {
    const call = callOf(request)
    const [mail, list] = await Promise.all([
      client.mail({ body: { id: idOf(request) } }, call),
      client.mails({ body: { ...filterOf(to, cursor), limit: MAILS_PER_PAGE } }, call),
    ])
    return mailPage({ mail, list: { ...list, to, cursor }, view })
  })

  app.get('/mails/:id/html', async (request, reply) => {
    const { html } = await client.mail({ body: { id: idOf(request) } }, callOf(request))
    return reply.header('content-security-policy', MAIL_POLICY).type('text/html; charset=utf-8').send(html)
  })

  // A form without fields: what else a form could send is nobody's business here.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { bodyLimit: 1 },
    (_request, _payload, done) => done(null, undefined),
  )
  app.post('/clear', async (request, reply) => {
    await client.emptyInbox({}, callOf(request))
    return reply.redirect('/', SEE_OTHER)
  })

  app.get('/mailbox.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE))
}

type Asked = { readonly to: string | undefined; readonly cursor: string | undefined; readonly view: View }

/** What the address asks for; what it does not know, a page simply does not do. */
function askedOf(request: FastifyRequest): Asked {
  const query = new URL(request.url, 'http://localhost').searchParams
  const to = query.get('to')?.trim().slice(0, TO_LENGTH_MAX)
  return {
    to: to === '' ? undefined : to,
    cursor: query.get('cursor') ?? undefined,
    view: VIEWS.find((view) => view === query.get('view')) ?? 'mail',
  }
}

function filterOf(to: string | undefined, cursor: string | undefined) {
  return { ...(to === undefined ? {} : { to }), ...(cursor === undefined ? {} : { cursor }) }
}

function idOf(request: FastifyRequest): string {
  return (request.params as { readonly id: string }).id
}

/** A refusal as a page; anything else is a bug and handled as one. */
function failureShown(error: unknown): { readonly status: number; readonly shown: Html } {
  if (!(error instanceof Problem)) throw error
  const { status, title, detail } = problemBody(error, notification.problems)
  return { status, shown: failurePage(title, detail) }
}
