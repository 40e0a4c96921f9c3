/** A terminal that remembers, and a gateway that answers what a test says. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { main } from './main.ts'

/** Types a line and gives what came of it. `input` is what is piped in, `answers` what a person types. */
export async function type(
  line: string,
  env: Readonly<Record<string, string>> = {},
  isTty = false,
  { input, answers = [] }: { readonly input?: string; readonly answers?: readonly string[] } = {},
) {
  let out = ''
  let err = ''
  const left = [...answers]
  const exitCode = await main(line === '' ? [] : line.split(' '), {
    env,
    isTty,
    out: (text) => (out += text),
    err: (text) => (err += text),
    ask: async () => left.shift(),
    input: async () => input,
  })
  return { exitCode, out, err }
}

type Played = { readonly status: number; readonly body: unknown }

export async function playGateway(answer: (method: string, path: string) => Played) {
  const server = createServer((request, response) => {
    const { status, body } = answer(request.method ?? '', request.url ?? '')
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
