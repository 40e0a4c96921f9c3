/** The shop's process: opens its port when the pages are ready, and closes it when it is told to. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import { onForget } from './page/page.ts'
import { hearChanges } from './server/changes.ts'
import { openPageCache } from './server/page-cache.ts'
import { openPassOn } from './server/pass-on.ts'
import { openRenewal } from './server/renewal.ts'
import { readSettings } from './server/settings.ts'
import { openSharePictures } from './server/share-pictures.ts'
import { openShop } from './server/shop.ts'
import { openTurns } from './server/turns.ts'
import { openPainter } from './share/painter.ts'

/** As long as a slow phone may take to send a form; a page takes a hundredth of it. */
const REQUEST_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 10_000
const DRAIN_MS_MAX = 10_000
/** Whoever started this reads it (apps/server/storefront.ts). */
const EXIT_PORT_TAKEN = 3

const settings = readSettings(process.env)
const pages = next({
  dev: settings.isDevelopment,
  dir: join(import.meta.dirname),
  quiet: true,
  // After an action that leads elsewhere Next asks itself for that page.
  hostname: 'localhost',
  port: settings.port,
})
await pages.prepare()

const cache = openPageCache()
const warn = (line: string) => process.stderr.write(`shop: ${line}\n`)
const hearing =
  settings.credential === undefined || settings.isDevelopment
    ? undefined
    : hearChanges({ ...settings, credential: settings.credential, cache, warn })
onForget((tags) => cache.forget(tags))
const passOn = openPassOn(settings)
const painter = openPainter()

const server = createServer(
  {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    // Next would hold such a connection for ever without a word: nothing here speaks anything but HTTP.
    shouldUpgradeCallback: () => settings.isDevelopment,
  },
  openShop({
    settings,
    handle: pages.getRequestHandler(),
    passOn,
    sharePictures: openSharePictures({ settings, painter }),
    cache,
    turns: openTurns(),
    renew: openRenewal(settings),
    isCacheCurrent: () => hearing?.isCurrent ?? false,
  }),
)
server.on('error', (error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE'
  warn(
    isTaken
      ? `port ${settings.port} is taken by another program; RIALTO_SHOP_PORT names another one`
      : error.message,
  )
  process.exit(isTaken ? EXIT_PORT_TAKEN : 1)
})
if (settings.isDevelopment) {
  const upgrade = pages.getUpgradeHandler()
  server.on('upgrade', (request, socket, head) => void upgrade(request, socket, head))
}
server.listen(settings.port, settings.host, () => {
  process.send?.({ type: 'ready' })
})

function stop(): void {
  hearing?.stop()
  passOn.close()
  painter.close()
  setTimeout(() => process.exit(0), DRAIN_MS_MAX).unref()
  server.close(() => process.exit(0))
  server.closeIdleConnections()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// Whoever started us is gone: nobody would ever stop us.
if (process.send) process.on('disconnect', stop)
