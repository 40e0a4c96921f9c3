/** The gateway on every port that the source documents name, so that their requests run as written. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { HTTP_OPTIONS, type App } from '@rialto/kernel/server/app'

/** Each port with the services that the documents promise there; those with none are a gateway's or a shop's. */
const SERVICES: ReadonlyMap<number, readonly string[]> = new Map([
  [80, []],
  [3000, ['cart']],
  [3001, ['order']],
  [3002, []],
  [3003, []],
  [3004, []],
  [3005, []],
  [5000, []],
  [5001, ['identity']],
  [5002, ['identity', 'profile']],
  [5003, ['catalog', 'search']],
  [5004, ['cart']],
  [5005, ['order']],
  [5006, ['ticket']],
  [8000, []],
  [8001, ['identity', 'payment']],
  [8002, ['catalog']],
  [8003, ['order']],
  [8004, ['payment']],
  [8005, ['inventory']],
  [8006, ['notification', 'shipping']],
  [8007, ['analytics', 'promotion']],
  [8008, ['review']],
  [8009, ['search']],
  [8010, ['favourite']],
  [8011, ['notification']],
  [8012, ['tax']],
  [8081, ['inventory']],
  [8084, ['identity']],
])

export const DOCUMENTED_PORTS: readonly number[] = [...SERVICES.keys()]

const portOf = new WeakMap<Socket, number>()

/** Whose health is asked for over a connection to a documented port; undefined for one to the gateway's own. */
export function servicesAt(socket: Socket): readonly string[] | undefined {
  return SERVICES.get(portOf.get(socket) ?? 0)
}

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
    const server = sameDoor(app).on('connection', (socket: Socket) => portOf.set(socket, port))
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

/** With the limits of the gateway's own server: a slow client is no better served at another port. */
function sameDoor(app: App): Server {
  const { server: own } = app
  const server = createServer(HTTP_OPTIONS, (request, response) => app.routing(request, response))
  server.requestTimeout = own.requestTimeout
  server.keepAliveTimeout = own.keepAliveTimeout
  server.maxConnections = own.maxConnections
  for (const event of ['clientError', 'checkExpectation'])
    for (const listener of own.listeners(event)) server.on(event, listener as () => void)
  return server
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
