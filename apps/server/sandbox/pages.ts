/**
 * The pages of the payment sandbox: its question to a cardholder, and its card form; and its test cards, for card forms
 * that make tokens in the browser. They live below /api/v1, which every door of the platform passes on. Whoever has
 * the link of a question may answer it, as with a bank.
 */
import { readFileSync } from 'node:fs'
import { TEST_CARDS, tokenOf } from '@rialto/adapter-sandbox/cards'
import { payment, type PaymentClient } from '@rialto/contracts/payment'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem, problemBody } from '@rialto/kernel/contract/problem'
import type { Html } from '@rialto/kernel/html/html'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { App } from '@rialto/kernel/server/app'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cardPage, challengePage, failurePage } from './page.ts'

const STYLE = readFileSync(new URL('./sandbox.css', import.meta.url), 'utf8')
const CHALLENGE = '/api/v1/sandbox/challenges/:link'
const CARDS = '/api/v1/sandbox/cards'
const TEST_CARDS_PATH = '/api/v1/sandbox/test-cards'
const FORM_BYTES_MAX = 4_096
const DEADLINE_MS = 10_000

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const NAME = /^[a-z]{1,16}$/
/** A path on this origin and nothing else: `//elsewhere` and `/\elsewhere` are other hosts to a browser. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}$/

export function mountSandbox(app: App, client: PaymentClient, clock: Clock): void {
  const callOf = ({ id }: FastifyRequest): Call => ({
    caller: { kind: 'service', name: 'sandbox' },
    requestId: id,
    deadline: clock.now() + DEADLINE_MS,
  })

  // A scope of its own: forms are read here and nowhere else.
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_request, body, done) => done(null, new URLSearchParams(body as string)),
    )
    scope.get(CHALLENGE, (request, reply) =>
      shown(request, reply, async () =>
        challengePage(
          await client.challenge({ body: { secret: linkOf(request) } }, callOf(request)),
          returnOf(queryOf(request)),
        ),
      ),
    )
    scope.post(CHALLENGE, (request, reply) =>
      shown(request, reply, async () => {
        const form = formOf(request)
        const body = { secret: linkOf(request), approve: form.get('answer') === 'approve' }
        const challenge = await client.answerChallenge({ body }, callOf(request))
        const back = returnOf(form)
        if (back !== undefined) reply.code(303).header('location', back)
        return challengePage(challenge, back)
      }),
    )
    scope.get(CARDS, (request, reply) =>
      shown(request, reply, async () => cardPage({ back: returnOf(queryOf(request)) })),
    )
    scope.post(CARDS, (request, reply) =>
      shown(request, reply, async () => {
        const form = formOf(request)
        const token = tokenOf(form.get('number') ?? '')
        const back = returnOf(form)
        if (token === undefined) {
          reply.code(422)
          return cardPage({ back, isUnknown: true })
        }
        if (back !== undefined) {
          reply
            .code(303)
            .header(
              'location',
              `${back}${back.includes('?') ? '&' : '?'}${nameOf(queryOf(request))}=${token}`,
            )
        }
        return cardPage({ back, token })
      }),
    )
    scope.get(TEST_CARDS_PATH, (_request, reply) =>
      reply.header('cache-control', 'no-cache').send({ items: TEST_CARDS }),
    )
    scope.get('/api/v1/sandbox/sandbox.css', (_request, reply) =>
      reply.type('text/css; charset=utf-8').send(STYLE),
    )
  })
}

/** Sends a page, or a page that says why there is none. */
async function shown(
  request: FastifyRequest,
  reply: FastifyReply,
  make: () => Promise<Html>,
): Promise<FastifyReply> {
  reply.headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
  reply.type('text/html; charset=utf-8')
  try {
    return await reply.send((await make()).text)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { status, title, detail } = problemBody(error, payment.problems, request.id)
    return reply.code(status).send(failurePage(title, detail).text)
  }
}

function linkOf({ params }: FastifyRequest): string {
  return (params as { link: string }).link
}

function queryOf({ raw }: FastifyRequest): URLSearchParams {
  return new URL(raw.url ?? '/', 'http://sandbox').searchParams
}

function formOf({ body }: FastifyRequest): URLSearchParams {
  if (body instanceof URLSearchParams) return body
  throw new Problem('unsupported_media_type', { detail: 'Send the form of this page.' })
}

/** What the page that one comes back to calls the token of a card. */
function nameOf(words: URLSearchParams): string {
  const name = words.get('as')
  return name !== null && NAME.test(name) ? name : 'token'
}

function returnOf(words: URLSearchParams): string | undefined {
  const path = words.get('return')
  return path !== null && OWN_PATH.test(path) ? path : undefined
}
