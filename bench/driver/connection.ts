/**
 * One keep-alive connection that speaks just enough HTTP/1.1: a request as bytes goes out, an answer comes back.
 * An HTTP client library would cost more processor than the request it measures, on the cores the platform needs.
 */
import { connect, type Socket } from 'node:net'

export type Reply = {
  readonly status: number
  /** Valid only until the callback returns. */
  readonly body: Buffer
}

/** Told once per request: the answer, or why there will be none. */
type OnReply = (reply: Reply | Error) => void

export type Connection = {
  /** One request at a time: pipelining would measure our queue. */
  send(request: string, onReply: OnReply): void
  close(): void
}

const HEAD_END = Buffer.from('\r\n\r\n')
const LENGTH_HEADER = '\r\ncontent-length:'
const NOTHING = Buffer.alloc(0)

/** Connects when it is first used, and again after the other side closed it. */
export function openConnection(host: string, port: number): Connection {
  let socket: Socket | undefined
  let waiting: OnReply | undefined
  let received: Buffer = NOTHING

  function settle(reply: Reply | Error): void {
    const onReply = waiting
    waiting = undefined
    onReply?.(reply)
  }

  function open(): Socket {
    const opened = connect({ host, port, noDelay: true })
    received = NOTHING
    /** The end of a connection that has already been given up concerns nobody. */
    const fail = (error: Error) => {
      if (socket !== opened) return
      lose(opened)
      settle(error)
    }
    opened.on('error', fail)
    opened.on('close', () => fail(new Error('the connection was closed before the answer')))
    opened.on('data', (chunk: Buffer) => {
      if (socket !== opened) return
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      try {
        const answer = readAnswer(received)
        if (!answer) return
        received = NOTHING
        if (answer.closes) lose(opened)
        settle(answer)
      } catch (error) {
        fail(error as Error)
      }
    })
    return opened
  }

  function lose(lost: Socket): void {
    if (socket !== lost) return
    socket = undefined
    lost.destroy()
  }

  return {
    send(request, onReply) {
      if (waiting) throw new Error('the answer before this one has not come yet')
      waiting = onReply
      socket ??= open()
      socket.write(request, 'latin1')
    },
    close() {
      if (socket) lose(socket)
    },
  }
}

/** The whole answer at the start of what was received, or undefined while some of it is still on its way. */
export function readAnswer(received: Buffer): (Reply & { readonly closes: boolean }) | undefined {
  const headEnd = received.indexOf(HEAD_END)
  if (headEnd === -1) return undefined
  const head = received.toString('latin1', 0, headEnd).toLowerCase()
  const status = Number(head.slice(9, 12))
  if (!(status >= 100)) throw new Error(`not an HTTP/1.1 answer: ${head.slice(0, 40)}`)
  const bodyStart = headEnd + HEAD_END.length
  const length = status === 304 || status === 204 ? 0 : lengthOf(head)
  if (received.length < bodyStart + length) return undefined
  if (received.length > bodyStart + length) throw new Error('more was answered than was asked')
  return {
    status,
    body: received.subarray(bodyStart),
    closes: head.includes('\r\nconnection: close'),
  }
}

function lengthOf(head: string): number {
  const at = head.indexOf(LENGTH_HEADER)
  if (at === -1) throw new Error('the answer does not say its length, and this client reads no chunks')
  const length = Number.parseInt(head.slice(at + LENGTH_HEADER.length), 10)
  if (Number.isNaN(length)) throw new Error('the length of the answer is no number')
  return length
}
