/**
 * Passes the API on to the gateway, so that a shop has one address for pages, API and pictures. Cookies stay here:
 * the API knows tokens in a header only, and must not be moved by what a browser sends by itself.
 */
import { Agent, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import type { Settings } from './settings.ts'
import { inNameOf } from './visitor.ts'

/** What the gateway answers. */
const PASSED_ON =
  /^\/(api|health|media|docs|openapi\.json|asyncapi\.json|postman\.json|socket\.io|\.well-known)(\/|\?|$)/
const TIMEOUT_MS = 30_000
/** Of this hop only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding',
  'upgrade',
]) // prettier-ignore

export function isPassedOn(url: string): boolean {
  return PASSED_ON.test(url)
}

export type PassOn = {
  (request: IncomingMessage, response: ServerResponse, address: string): void
  close(): void
}

export function openPassOn({ gateway, credential }: Pick<Settings, 'gateway' | 'credential'>): PassOn {
  const agent = new Agent({ keepAlive: true })
  const target = new URL(gateway)

  const passOn = (request: IncomingMessage, response: ServerResponse, address: string): void => {
    const { cookie: _kept, host, ...headers } = request.headers
    const onward = ask(
      {
        agent,
        host: target.hostname,
        port: target.port || 80,
        method: request.method,
        path: request.url,
        timeout: TIMEOUT_MS,
        headers: {
          ...ofEnds(headers),
          ...framed(request),
          host: target.host,
          ...inNameOf(address, credential),
          'x-forwarded-host': host,
        },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, ofEnds(answer.headers))
        pipeline(answer, response, () => {})
      },
    )
    onward.on('timeout', () => onward.destroy(new Error('timeout')))
    onward.on('error', () => refuse(response))
    // Who leaves takes the question back.
    response.on('close', () => {
      if (!response.writableFinished) onward.destroy()
    })
    pipeline(request, onward, () => {})
  }
  return Object.assign(passOn, { close: () => agent.destroy() })
}

/**
 * Says how the body ends where its length is not told. Node leaves that away for a GET or a DELETE, and what somebody
 * sent as its body would begin a request of its own at the gateway.
 */
function framed({ headers }: IncomingMessage): Record<string, string> {
  return headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' }
}

function ofEnds(headers: NodeJS.Dict<string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (header): header is [string, string | string[]] =>
        header[1] !== undefined && !HOP_BY_HOP.has(header[0]),
    ),
  )
}

function refuse(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const problem = {
    type: 'urn:rialto:problem:unavailable',
    title: 'The shop’s services do not answer',
    status: 503,
    code: 'unavailable',
    detail: 'Try again in a few seconds. Nothing was changed unless an answer says so.',
  }
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' })
  response.end(JSON.stringify(problem))
}
