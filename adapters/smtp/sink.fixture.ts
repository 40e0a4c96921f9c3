/** A mail server that takes everything and delivers nothing: a real SMTP dialogue over a real socket, for tests. */
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Delivered = { readonly from: string; readonly to: readonly string[]; readonly data: string }

export type Sink = {
  readonly url: string
  readonly delivered: Delivered[]
  /** Answers the next so many recipients with these words instead of yes. */
  refuse(words: string, times: number): void
  /** Hangs up after the next so many mails instead of saying yes: they were taken, and nobody was told. */
  hangUp(times: number): void
  close(): Promise<void>
}

export async function openSink(): Promise<Sink> {
  const delivered: Delivered[] = []
  const sockets = new Set<Socket>()
  const refusals: string[] = []
  let hangUps = 0

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const say = (line: string) => socket.write(`${line}\r\n`)
    let from = ''
    let to: string[] = []
    let held = ''
    let inData = false

    function take(line: string): void {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO') say('250 sink')
      else if (verb === 'MAIL') {
        from = addressIn(line)
        to = []
        say('250 go on')
      } else if (verb === 'RCPT') {
        const refusal = refusals.shift()
        if (refusal === undefined) to.push(addressIn(line))
        say(refusal ?? '250 go on')
      } else if (verb === 'DATA') {
        inData = true
        say('354 until a dot')
      } else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else say('250 fine')
    }

    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      held += chunk
      for (;;) {
        const end = inData ? held.indexOf('\r\n.\r\n') : held.indexOf('\r\n')
        if (end === -1) return
        const part = held.slice(0, end)
        held = held.slice(end + (inData ? 5 : 2))
        if (!inData) {
          take(part)
          continue
        }
        inData = false
        delivered.push({ from, to, data: part })
        if (hangUps > 0) {
          hangUps -= 1
          socket.destroy()
          return
        }
        say('250 taken')
      }
    })
    say('220 sink')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delivered,
    refuse: (words, times) => refusals.push(...Array.from({ length: times }, () => words)),
    hangUp: (times) => (hangUps = times),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}
