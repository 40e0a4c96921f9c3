/** A door between the pages and the services that can be shut: what a shop sees when nobody answers. */
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from './port.fixture.ts'

type Mode = 'open' | 'shut' | 'loses answers'

export type Gate = {
  readonly origin: string
  open(): void
  /** Nobody is there. */
  shut(): void
  /** What is asked arrives and is done, and whoever asked does not hear of it. */
  loseAnswers(): void
  close(): Promise<void>
}

export async function openGate(inner: string): Promise<Gate> {
  let mode: Mode = 'open'
  const standing = new Set<Socket>()
  const { hostname, port: innerPort } = new URL(inner)
  const server = createServer((outside) => {
    const inside = connect(Number(innerPort), hostname)
    const end = () => {
      outside.destroy()
      inside.destroy()
    }
    for (const socket of [outside, inside]) {
      standing.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        standing.delete(socket)
        end()
      })
    }
    if (mode === 'shut') end()
    outside.on('data', (asked) => inside.write(asked))
    inside.on('data', (answer) => {
      if (mode === 'open') outside.write(answer)
      else end()
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    open: () => {
      mode = 'open'
    },
    shut: () => {
      mode = 'shut'
      for (const socket of standing) socket.destroy()
    },
    loseAnswers: () => {
      mode = 'loses answers'
    },
    close: async () => {
      for (const socket of standing) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
