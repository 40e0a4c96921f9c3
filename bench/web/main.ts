/**
 * `npm run bench:web`: the pages against their budgets, on a platform of its own with the whole demo shop. Ends with 1
 * where a budget is missed.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import { startDriver } from '../driver/driver.ts'
import { freePort } from '../free-port.ts'
import { childrenOf, residentMb } from '../meters/processes.ts'
import type { Figure } from '../report/figures.ts'
import { asTable, missed } from '../report/table.ts'
import { ADMIN_SCRIPT, CACHED_P99, PROCESS_MB, scoreBar, SCORES, weightBars, type Category } from './bars.ts'
import { saveDocument } from './document.ts'
import { judgePage } from './lighthouse.ts'
import { measureLists } from './lists.ts'
import { openPages, type PagesUnderTest } from './pages.ts'
import { untilQuiet } from './quiet.ts'
import { asCookies, signInAsAdmin } from './staff.ts'
import { weigh } from './weight.ts'

/** The pictures of the demo shop are drawn behind the open doors; a page without them would be too light. */
const PICTURES_MS_MAX = 15 * 60_000
const RUNS = 3
const LOAD = { perSecond: 200, connections: 16 } as const

const { values } = parseArgs({
  options: { runs: { type: 'string', default: String(RUNS) }, save: { type: 'boolean', default: false } },
})
const runs = Number(values.runs)
const report = (line: string) => process.stderr.write(`${line}\n`)

const debugging = await freePort()
const browser = await chromium.launch({
  executablePath: process.env['RIALTO_CHROMIUM'] ?? '',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    `--remote-debugging-port=${debugging}`,
  ],
})
let figures: Figure[] = []
try {
  figures = [...(await measurePages()), ...(await measureLists(browser, report))]
} finally {
  await browser.close()
}
process.stdout.write(`${asTable(figures)}\n`)
if (values.save) saveDocument(figures, { runs, browser: browser.version(), date: new Date() })
process.exit(missed(figures) > 0 ? 1 : 0)

/** The shop as its visitors find it, with all pictures. */
async function measurePages(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-web-'))
  const platform = await openPages(folder, 'full', report)
  try {
    await untilPictured(platform.url)
    await untilQuiet(platform.pid)
    const pages = await pagesOf(platform.url)
    return [
      ...(await loadFigures(platform, pages)),
      ...(await weightFigures(browser, platform.shop, pages)),
      ...(await adminFigures(browser, platform)),
      ...(await lighthouseFigures(platform.shop, pages)),
    ]
  } finally {
    await platform.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Pages = Readonly<Record<'list' | 'product', string>>

async function pagesOf(gateway: string): Promise<Pages> {
  const response = await fetch(`${gateway}/api/v1/products?limit=1&sort=name&inStock=true`)
  const { items } = (await response.json()) as {
    items: { slug: string; category: { path: { slug: string }[] } }[]
  }
  const [product] = items
  return { list: `/c/${product?.category.path[0]?.slug}`, product: `/p/${product?.slug}` }
}

async function untilPictured(gateway: string): Promise<void> {
  const givenUpAt = performance.now() + PICTURES_MS_MAX
  for (;;) {
    const response = await fetch(`${gateway}/api/v1/products?limit=100&sort=createdAt`)
    const { items } = (await response.json()) as { items: { images: unknown[] }[] }
    if (items.every(({ images }) => images.length > 0)) return
    if (performance.now() > givenUpAt) throw new Error('the demo shop did not get its pictures')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

async function loadFigures({ shop, pid }: PagesUnderTest, pages: Pages): Promise<Figure[]> {
  const driver = await startDriver()
  const { hostname, port } = new URL(shop)
  const paths = ['/', pages.list, pages.product]
  // Made and kept before anybody counts; the driver reads no page that is still being made.
  await Promise.all(paths.map(async (path) => (await fetch(`${shop}${path}`)).text()))
  const p99s: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const { p99Ms, statuses } = await driver.run({
      host: hostname,
      port: Number(port),
      pace: { kind: 'open', ...LOAD },
      warmupMs: 3_000,
      measureMs: 10_000,
      work: { kind: 'get', paths },
    })
    report(`kept pages: p99 ${p99Ms.toFixed(1)} ms, ${JSON.stringify(statuses)}`)
    p99s.push(p99Ms)
  }
  driver.stop()
  const megabytes = (pid === undefined ? [] : childrenOf(pid)).filter(isShop).map(residentMb)
  return [
    { bar: CACHED_P99, runs: p99s },
    { bar: PROCESS_MB, runs: megabytes },
  ]
}

async function weightFigures(opened: Browser, shop: string, pages: Pages): Promise<Figure[]> {
  const figuresOf = async ([name, path]: [string, string]): Promise<Figure[]> => {
    const { scriptKb, styleKb, fontsKb } = await weigh(opened, `${shop}${path}`)
    const bars = weightBars(name)
    return [
      { bar: bars.script, runs: [scriptKb] },
      { bar: bars.style, runs: [styleKb] },
      { bar: bars.fonts, runs: [fontsKb] },
    ]
  }
  return (await Promise.all(Object.entries(pages).map(figuresOf))).flat()
}

async function adminFigures(opened: Browser, { shop, url }: PagesUnderTest): Promise<Figure[]> {
  const cookies = asCookies(await signInAsAdmin(url), shop)
  const paths = ['/admin', '/admin/orders', '/admin/products']
  return Promise.all(
    paths.map(async (path) => ({
      bar: ADMIN_SCRIPT(path),
      runs: [(await weigh(opened, `${shop}${path}`, cookies)).scriptKb],
    })),
  )
}

async function lighthouseFigures(shop: string, pages: Pages): Promise<Figure[]> {
  const all: Figure[] = []
  // A browser's first navigation starts what all later ones find.
  await judgePage(`${shop}/`, debugging)
  for (const [name, path] of Object.entries(pages)) {
    const judged = []
    for (let run = 0; run < runs; run += 1) judged.push(await judgePage(`${shop}${path}`, debugging))
    report(`${name}: ${JSON.stringify(judged)}`)
    for (const category of Object.keys(SCORES) as Category[])
      all.push({ bar: scoreBar(name, category), runs: judged.map((scores) => scores[category]) })
    all.push({ bar: weightBars(name).shift, runs: judged.map(({ shift }) => shift) })
  }
  return all
}

function isShop(pid: number): boolean {
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes('server.ts')
}
