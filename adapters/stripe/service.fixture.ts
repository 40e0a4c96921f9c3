/**
 * A Stripe of the tests’ own: as much of its API as we use, kept by idempotency key as Stripe keeps it. It refuses
 * every property that is not among those that stripe-mock accepted (README.md), so that a misspelt one fails here.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Intent = Record<string, unknown> & {
  id: string
  amount: number
  amount_received: number
  status: string
  metadata: Record<string, string>
}
type Answer = { readonly status: number; readonly body: object }
type Asked = {
  readonly path: string
  readonly form: Readonly<Record<string, string>>
  readonly key: string | undefined
}

/** Each route with the properties that it takes. */
const SHAPES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^POST \/v1\/payment_intents$/,
    ['amount', 'currency', 'allowed_payment_method_types[0]', 'metadata[rialto_key]'],
  ],
  [/^POST \/v1\/payment_intents\/pi_\d+\/confirm$/, ['payment_method', 'capture_method', 'return_url']],
  [/^POST \/v1\/payment_intents\/pi_\d+\/capture$/, ['amount_to_capture']],
  [/^POST \/v1\/payment_intents\/pi_\d+\/cancel$/, ['cancellation_reason']],
  [/^POST \/v1\/payment_methods$/, ['type', 'card[token]']],
  [
    /^POST \/v1\/refunds$/,
    ['payment_intent', 'amount', 'metadata[rialto_key]', 'metadata[rialto_charge_key]'],
  ],
  [/^GET \/v1\/payment_intents\/search$/, ['query', 'limit']],
  [/^GET \/v1\/payment_intents\/pi_\d+$/, []],
]

export type StripeService = Awaited<ReturnType<typeof openStripeService>>

export async function openStripeService() {
  const intents = new Map<string, Intent>()
  const refunds = new Map<string, Record<string, string>>()
  const answers = new Map<string, { readonly form: string; readonly answer: Answer }>()
  const seen: Asked[] = []
  /** Calls whose answer is lost after they were done. */
  const losses: RegExp[] = []

  function answer(asked: Asked): Answer {
    const { path, form, key } = asked
    const [, taken] = SHAPES.find(([route]) => route.test(path)) ?? []
    if (!taken) return invalid(`no such route: ${path}`)
    const stray = Object.keys(form).find((name) => !taken.includes(name))
    if (stray) return invalid(`unknown property ${stray}`, 'parameter_unknown')
    if (key === undefined) return act(path, form)
    const text = JSON.stringify(form)
    const earlier = answers.get(`${path} ${key}`)
    if (earlier && earlier.form !== text)
      return failed(400, { type: 'idempotency_error', message: 'other words' })
    const given = earlier?.answer ?? act(path, form)
    answers.set(`${path} ${key}`, { form: text, answer: structuredClone(given) })
    return given
  }

  function act(path: string, form: Readonly<Record<string, string>>): Answer {
    const [, id, deed] = /payment_intents\/(pi_\d+)\/?(\w*)$/.exec(path) ?? []
    const intent = intents.get(id ?? '')
    if (id && !intent) return invalid('no such intent', 'resource_missing')
    if (path === 'POST /v1/payment_intents') return create(form)
    if (path === 'POST /v1/payment_methods') return ok({ id: `pm_${form['card[token]']}` })
    if (path === 'POST /v1/refunds') {
      refunds.set(form['metadata[rialto_key]'] ?? '', { ...form })
      return ok({ id: `re_${refunds.size}`, object: 'refund' })
    }
    if (path.endsWith('/search')) {
      const [, wanted] = /^metadata\['rialto_key'\]:'([\w-]+)'$/.exec(form['query'] ?? '') ?? []
      const data = [...intents.values()].filter(({ metadata }) => metadata['rialto_key'] === wanted)
      return ok({ object: 'search_result', data, has_more: false })
    }
    if (!intent) return invalid('nothing to do')
    switch (deed) {
      case 'confirm':
        return confirm(intent, form)
      case 'capture':
        if (intent.status !== 'requires_capture') return unexpected(intent)
        return move(intent, { status: 'succeeded', amount_received: Number(form['amount_to_capture']) })
      case 'cancel':
        if (['succeeded', 'canceled'].includes(intent.status)) return unexpected(intent)
        return move(intent, { status: 'canceled' })
      default:
        return ok(intent)
    }
  }

  function create(form: Readonly<Record<string, string>>): Answer {
    const amount = Number(form['amount'])
    if (!Number.isSafeInteger(amount) || !/^[a-z]{3}$/.test(form['currency'] ?? ''))
      return invalid('bad money')
    const id = `pi_${intents.size + 1}`
    const intent = {
      id,
      object: 'payment_intent',
      amount,
      amount_received: 0,
      currency: form['currency'],
      status: 'requires_payment_method',
      last_payment_error: null,
      next_action: null,
      metadata: { rialto_key: form['metadata[rialto_key]'] ?? '' },
    }
    intents.set(id, intent)
    return ok(intent)
  }

  function confirm(intent: Intent, form: Readonly<Record<string, string>>): Answer {
    if (intent.status !== 'requires_payment_method') return unexpected(intent)
    switch (form['payment_method']) {
      case 'pm_card_visa':
      case 'pm_tok_visa':
        return form['capture_method'] === 'manual'
          ? move(intent, { status: 'requires_capture' })
          : move(intent, { status: 'succeeded', amount_received: intent.amount })
      case 'pm_3ds':
        return move(intent, {
          status: 'requires_action',
          next_action: { type: 'redirect_to_url', redirect_to_url: { url: 'https://bank.example/3ds' } },
        })
      case 'pm_declined': {
        const error = {
          type: 'card_error',
          code: 'card_declined',
          decline_code: 'insufficient_funds',
          message: 'no',
        }
        move(intent, { last_payment_error: error })
        return failed(402, error)
      }
      case 'pm_slow':
        return move(intent, { status: 'processing' })
      default:
        return invalid('no such payment method', 'resource_missing')
    }
  }

  function move(intent: Intent, changes: object): Answer {
    Object.assign(intent, changes)
    return ok(intent)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await formOf(request)
    seen.push(asked)
    const { status, body } = structuredClone(answer(asked))
    const lost = losses.findIndex((route) => route.test(asked.path))
    if (lost === -1) {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    } else {
      losses.splice(lost, 1)
      response.destroy()
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    intents,
    refunds,
    seen,
    /** The next call of a route is done, and its answer lost: twice, as the library asks again when a connection closes. */
    loseAnswer: (route: RegExp) => losses.push(route, route),
    /** As a day later: keys are forgotten, intents are not. */
    forgetKeys: () => answers.clear(),
    close: () => closed(server),
  }
}

async function formOf(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://stripe')
  const words =
    request.method === 'GET' ? url.searchParams : new URLSearchParams(Buffer.concat(chunks).toString())
  const key = request.headers['idempotency-key']
  return {
    path: `${request.method} ${url.pathname}`,
    form: Object.fromEntries(words),
    key: typeof key === 'string' ? key : undefined,
  }
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

const ok = (body: object): Answer => ({ status: 200, body })
const failed = (status: number, error: object): Answer => ({ status, body: { error } })
const invalid = (message: string, code?: string) =>
  failed(400, { type: 'invalid_request_error', message, ...(code ? { code } : {}) })
const unexpected = ({ status }: Intent) => invalid(`it is ${status}`, 'payment_intent_unexpected_state')
