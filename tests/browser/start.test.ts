import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startStorefront } from '@rialto/server/storefront'

test('a port that is taken is named, with what to do', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const dataDir = mkdtempSync(join(tmpdir(), 'rialto-storefront-'))
  onTestFinished(() => {
    squatter.close()
    rmSync(dataDir, { recursive: true })
  })
  const { port } = squatter.address() as AddressInfo
  const started = startStorefront({
    config: { dataDir, host: '127.0.0.1', demo: true, shopUrl: `http://localhost:${port}` },
    port,
    gateway: 'http://127.0.0.1:9',
    credential: 'a credential of a shop that nobody visits',
    env: process.env,
    warn: () => {},
  })
  await expect(started).rejects.toMatchObject({
    message: expect.stringContaining(`Port ${port}`),
    remedy: expect.stringContaining('RIALTO_SHOP_PORT='),
  })
})
