/** A port for something that is about to listen. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Free a moment ago; nobody else is likely to take it within another. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
