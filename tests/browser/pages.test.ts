import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowserShop, PHONE, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

const nonceOf = (response: Response) =>
  /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''

test('the home page shows what is new, asks nobody else, and makes no browser complain', async () => {
  const { page, complaints } = await shop.visit()
  await page.goto('/')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('one bridge away')
  expect(await page.getByRole('link', { name: /Premium Ultrabook/ }).count()).toBe(1)
  await shop.picture(page, 'home-desktop')
  await page.setViewportSize(PHONE)
  await shop.picture(page, 'home-phone')
  expect(complaints).toEqual([])
})

test('a kept page gives every visitor a nonce of their own', async () => {
  const first = await fetch(`${shop.origin}/`)
  const second = await fetch(`${shop.origin}/`)
  expect(nonceOf(first)).not.toBe(nonceOf(second))
  for (const response of [first, second]) {
    const text = await response.text()
    const nonces = new Set([...text.matchAll(/<script[^>]* nonce="([^"]+)"/g)].map(([, nonce]) => nonce))
    expect([...nonces]).toEqual([nonceOf(response)])
    // What is told to search engines is data, and runs nowhere.
    expect(/<script(?![^>]* nonce=)(?! type="application\/ld\+json")/.test(text)).toBe(false)
  }
})

test('a price that is changed through the API is the price on kept pages as soon as the shop hears of it', async () => {
  const laptop = async () => {
    const text = await (await fetch(`${shop.origin}/p/premium-ultrabook-pro-15`)).text()
    return /\$1,\d{3}\.\d{2}/.exec(text)?.[0]
  }
  for (const [price, written] of [
    [1199.5, '$1,199.50'],
    [1299.99, '$1,299.99'],
  ] as const) {
    await laptop()
    await shop.admin.catalog.patch({ params: { id: 'prod-laptop-001' }, body: { price } })
    await expect.poll(laptop, { timeout: 2_000, interval: 5 }).toBe(written)
  }
})

test('what is not there is a page that says so, with the status that says so', async () => {
  const { page, complaints } = await shop.visit()
  const response = await page.goto('/de/nirgends')
  expect(response?.status()).toBe(404)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(complaints).toEqual([])
})

test('the shop passes the API on, and keeps its cookies to itself', async () => {
  const answer = await fetch(`${shop.origin}/api/v1/products/prod-laptop-001`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ id: 'prod-laptop-001' })
  const health = await fetch(`${shop.origin}/health`)
  expect(await health.json()).toMatchObject({ status: 'ok' })
  const session = await fetch(`${shop.origin}/api/v1/profile`, { headers: { cookie: 'rialto_access=x' } })
  expect(session.status).toBe(401)
})

test('a form that another site sends changes nothing', async () => {
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { cookie: 'rialto_refresh=x' },
  ]) {
    const answer = await fetch(`${shop.origin}/sign-in`, { method: 'POST', headers, body: 'a=b' })
    expect(answer.status).toBe(403)
  }
})

test('signing in leads back to where one was, and nowhere else', async () => {
  const { page, complaints } = await shop.visit()
  await page.goto('/sign-in?return=//elsewhere.example/')
  await page.getByLabel('Email or username').fill('customer@ecommerce.local')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Email or password is not right').waitFor()
  expect(await page.getByLabel('Email or username').inputValue()).toBe('customer@ecommerce.local')
  await page.getByLabel('Password').fill('customer123')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/account', { waitUntil: 'commit' })
  const cookies = await page.context().cookies()
  expect(cookies.filter(({ name }) => name.startsWith('rialto_')).every(({ httpOnly }) => httpOnly)).toBe(
    true,
  )
  expect(await page.evaluate('document.cookie')).not.toContain('rialto_')
  expect(complaints).toEqual([])
})
