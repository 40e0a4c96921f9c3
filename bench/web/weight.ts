/** What a page makes a browser fetch, as it travels: packed. */
import type { Browser } from 'playwright-core'

export type Weight = { readonly scriptKb: number; readonly styleKb: number; readonly fontsKb: number }

const KB = 1000

export async function weigh(browser: Browser, url: string, cookies: readonly Cookie[] = []): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  await context.addCookies([...cookies])
  const page = await context.newPage()
  const bytes = { script: 0, stylesheet: 0, font: 0 }
  page.on('requestfinished', async (request) => {
    const kind = request.resourceType()
    if (kind !== 'script' && kind !== 'stylesheet' && kind !== 'font') return
    const { responseBodySize } = await request.sizes()
    bytes[kind] += responseBodySize
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await context.close()
  return { scriptKb: bytes.script / KB, styleKb: bytes.stylesheet / KB, fontsKb: bytes.font / KB }
}

export type Cookie = { readonly name: string; readonly value: string; readonly url: string }
