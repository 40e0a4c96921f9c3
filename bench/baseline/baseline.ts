/** The bench's end of the raw Fastify process. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Page } from './server.ts'

export type Baseline = { readonly port: number; stop(): void }

/** Fetches the pages from the platform and serves the same bytes without it. */
export async function startBaseline(url: string, paths: readonly string[]): Promise<Baseline> {
  const pages: Page[] = []
  for (const path of paths) {
    const response = await fetch(`${url}${path}`)
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`)
    pages.push({ path, text: await response.text() })
  }
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  child.send(pages)
  const [port] = (await once(child, 'message')) as [number]
  return { port, stop: () => child.disconnect() }
}
