/** The gateway on every port that the source documents name, so that their requests run as written. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '@rialto/kernel/server/app'

export const DOCUMENTED_PORTS = [
  80, 3000, 3001, 3002, 3003, 3004, 3005, 5000, 5001, 5002, 5003, 5004, 5005, 5006, 8000, 8001, 8002, 8003, 8004,
  8005, 8006, 8007, 8008, 8009, 8010, 8011, 8012, 8081, 8084,
] // prettier-ignore

/**
 * Opens what can be opened; a port that is taken or not allowed is told and left out. The app must be ready.
 * Tests, which share a machine, say by `portFor` where they listen instead.
 */
export async function openSeedPorts(
  app: App,
  host: string,
  gatewayPort: number,
  portFor: (documented: number) => number = (documented) => documented,
) {
  const opened: Server[] = []
  const missing: string[] = []
  /** Where each documented port is in truth. */
  const ports = new Map<number, number>()
  for (const port of DOCUMENTED_PORTS) {
    if (port === gatewayPort) continue
    const server = createServer((request, response) => app.routing(request, response))
    try {
      await listenOn(server, host, portFor(port))
      opened.push(server)
      ports.set(port, (server.address() as AddressInfo).port)
    } catch (error) {
      missing.push(
        `${port} (${(error as NodeJS.ErrnoException).code === 'EACCES' ? 'not permitted' : 'taken'})`,
      )
    }
  }
  return {
    missing,
    ports,
    close: async () => {
      await Promise.all(opened.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
