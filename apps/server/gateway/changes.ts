/**
 * The stream of changes for the process that keeps pages of the shop: `GET /internal/changes`, Server-Sent Events.
 * Opened by a key of its own; for everybody else there is no such path.
 */
import type { ServerResponse } from 'node:http'
import { Problem } from '@rialto/kernel/contract/problem'
import { sameAs } from '@rialto/kernel/net/credential'
import type { Timers } from '@rialto/kernel/ports/ports'
import { sendProblem, type App } from '@rialto/kernel/server/app'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Change, Feed } from './feed.ts'

export const CHANGES_PATH = '/internal/changes'

const STREAMS_MAX = 16
const HEARTBEAT_EVERY_MS = 15_000
/** Who reads so slowly has no use for what comes later: it comes back, and begins anew. */
const UNSENT_BYTES_MAX = 1024 * 1024

export type ChangesNeeds = {
  readonly credential: string
  readonly feed: Feed
  readonly timers: Timers
}

export function mountChanges(app: App, { credential, feed, timers }: ChangesNeeds): void {
  const isShop = sameAs(`Bearer ${credential}`)
  const streams = new Set<ServerResponse>()

  app.get(CHANGES_PATH, { exposeHeadRoute: false }, (request, reply) => {
    if (!isShop(request.headers.authorization)) return reply.callNotFound()
    if (streams.size >= STREAMS_MAX) return tooManyStreams(request, reply)
    reply.hijack()
    begin(reply)
    return reply
  })

  function begin(reply: FastifyReply): void {
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    // The head leaves at once: the other side learns that it is connected before there is anything to say.
    raw.flushHeaders()
    streams.add(raw)
    // Who goes away in the middle of a word is gone, and no fault.
    raw.on('error', () => {})
    const say = (text: string) => {
      if (raw.writableEnded || raw.destroyed) return
      if (raw.writableLength > UNSENT_BYTES_MAX) raw.destroy()
      else raw.write(text)
    }
    const unsubscribe = feed.subscribe({
      onReady: () => say('event: hello\ndata: {}\n\n'),
      onChange: (change) => say(`event: change\ndata: ${spelled(change)}\n\n`),
    })
    let cancel = beatLater()
    function beatLater(): () => void {
      return timers.after(HEARTBEAT_EVERY_MS, () => {
        say(': still here\n\n')
        cancel = beatLater()
      })
    }
    raw.once('close', () => {
      streams.delete(raw)
      unsubscribe()
      cancel()
    })
  }

  // Before the server waits for its connections to end: these would never.
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end()
    done()
  })
}

function spelled({ products, categories, all }: Change): string {
  return JSON.stringify({ products, categories, all })
}

function tooManyStreams(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail = `There are ${STREAMS_MAX} such streams already.`
  return sendProblem(
    reply,
    request,
    new Problem('unavailable', { detail, headers: { 'retry-after': '5' } }),
    {},
  )
}
