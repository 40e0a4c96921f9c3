/** How long a merchant waits for a list with ten thousand rows behind it: from the click to its rows, in a browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Figure } from '../report/figures.ts'
import { LIST_MS } from './bars.ts'
import { openPages } from './pages.ts'
import { untilQuiet } from './quiet.ts'
import { addCustomers, placeOrders } from './rows.ts'
import { asCookies, signInAsAdmin } from './staff.ts'

const ROWS = 10_000
const LISTS = ['Orders', 'Products', 'Inventory', 'Customers', 'Events']
const LOOKS = 5

/** A platform of its own with so many products, orders and customers, and still more events. */
export async function measureLists(browser: Browser, report: (line: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-lists-'))
  const platform = await openPages(folder, String(ROWS), report)
  try {
    const token = await signInAsAdmin(platform.url)
    await placeOrders(platform, token, ROWS)
    await addCustomers(platform, ROWS)
    await untilQuiet(platform.pid)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies([...asCookies(token, platform.shop)])
    const page = await context.newPage()
    const figures: Figure[] = []
    for (const name of LISTS) {
      const runs: number[] = []
      for (let look = 0; look < LOOKS; look += 1) runs.push(await clickToRows(page, platform.shop, name))
      report(`${name}: ${runs.map((ms) => ms.toFixed(0)).join(', ')} ms`)
      figures.push({ bar: LIST_MS(name, ROWS), runs })
    }
    await context.close()
    return figures
  } finally {
    await platform.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** By the clock of the page: what drives the browser looks for the link and for the rows in its own time. */
async function clickToRows(page: Page, shop: string, name: string): Promise<number> {
  await page.goto(`${shop}/admin`, { waitUntil: 'networkidle' })
  // Asked before the click and answered after it.
  const answer = page.evaluate<number>(rowsAfterClick(`table[aria-label="${name}"] tbody tr`))
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  return answer
}

/** A script for the page: ms from the next click to the first of `rows` painted, which is when the next frame but one begins. */
function rowsAfterClick(rows: string): string {
  return `new Promise((resolve) => {
    addEventListener('click', ({ timeStamp }) => {
      const seen = new MutationObserver(() => {
        if (document.querySelector(${JSON.stringify(rows)}) === null) return
        seen.disconnect()
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)))
      })
      seen.observe(document, { childList: true, subtree: true })
    }, { capture: true, once: true })
  })`
}
