/** Fills a platform with what the lists of the admin show. */
import pg from 'pg'
import { startDriver } from '../driver/driver.ts'
import type { PagesUnderTest } from './pages.ts'

const ROUND_MS = 5_000
const CLIENTS = 64
const PRODUCTS_ORDERED = 2_000

/** At least so many orders, through the API, with their payments, movements of stock, mails and events. */
export async function placeOrders(
  { url, host, port }: PagesUnderTest,
  token: string,
  orders: number,
): Promise<void> {
  const products = await productsOf(url)
  const driver = await startDriver()
  try {
    for (let placed = 0; placed < orders;) {
      const { goodEver, complaints } = await driver.run({
        host,
        port,
        pace: { kind: 'closed', clients: CLIENTS },
        warmupMs: 0,
        measureMs: ROUND_MS,
        work: { kind: 'orders', tokens: [token], products, keyPrefix: 'lists' },
      })
      if (goodEver === 0) throw new Error(`no order was taken: ${complaints.join('; ')}`)
      placed += goodEver
    }
  } finally {
    driver.stop()
  }
}

/** Many, so that none of them sells out. */
async function productsOf(url: string): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = ''
  while (found.length < PRODUCTS_ORDERED && cursor !== null) {
    const from = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const response = await fetch(`${url}/api/v1/products?limit=100&inStock=true${from}`)
    const page = (await response.json()) as { items: { id: string }[]; nextCursor: string | null }
    found.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  return found
}

/** So many people, written into their table: that many passwords would take the processor minutes. */
export async function addCustomers({ adminUrl, prefix }: PagesUnderTest, customers: number): Promise<void> {
  const url = new URL(adminUrl ?? '')
  url.pathname = `/${prefix}_identity`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(
      `insert into account (id, email, email_key, password_hash, roles, first_name, last_name, created_at, updated_at)
       select 'usr_list_' || n, mail, mail, '', '{customer}', 'Customer', n, since, since
         from (select n, 'customer-' || n || '@example.com' as mail, now() - n * interval '1 hour' as since
                 from generate_series(1, $1::integer) as n) as people`,
      [customers],
    )
  } finally {
    await client.end()
  }
}
