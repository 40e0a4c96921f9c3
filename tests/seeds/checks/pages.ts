/** Pages for shoppers and staff, read as they come: without scripts. What scripts add is tried in tests/browser. */
import { expect } from 'vitest'
import { pass, type Check, type Verdicts } from '../verdict.ts'
import type { World } from '../world.fixture.ts'
import { asked, purchase } from './asking.ts'

const OK = 200
const LAPTOP = '/p/premium-ultrabook-pro-15'

/** The page at a path, or where it leads: a checkout gets a name of its own first. */
async function shown(world: World, path: string, token?: string): Promise<string> {
  const first = await world.page(path, token)
  const elsewhere = first.headers.get('location')
  const { status, text } = elsewhere === null ? first : await world.page(elsewhere, token)
  expect(status, `${path} ${text.slice(0, 200)}`).toBe(OK)
  return text
}

const home: Check = async (world) => {
  const text = await shown(world, '/')
  expect(text).toContain('<h1')
  expect(text).toContain(`href="${LAPTOP}"`)
}

const signUp: Check = async (world) => {
  expect(await shown(world, '/')).toMatch(/href="\/sign-up[^"]*"[^>]*>(<[^>]*>)*Sign up/)
  const page = await shown(world, '/sign-up')
  for (const field of ['email', 'password']) expect(page).toContain(`name="${field}"`)
}

const browsing: Check = async (world) => {
  expect(await shown(world, '/c/computers')).toContain(`href="${LAPTOP}"`)
  const page = await shown(world, LAPTOP)
  expect(page).toContain('Premium Ultrabook Pro 15')
  expect(page).toContain('action="/shop/cart/items')
}

const checkout: Check = async (world) => {
  const { token } = await world.customer()
  const body = { productId: 'prod-laptop-001', quantity: 1 }
  await asked(world, 201, 'POST', '/api/v1/cart/items', { token, body })
  const page = await shown(world, '/checkout', token)
  for (const name of ['street', 'postcode', 'city', 'country']) expect(page).toContain(`name="${name}"`)
}

const history: Check = async (world) => {
  const { token, order } = await purchase(world)
  expect(await shown(world, '/account/orders', token)).toContain(order.body.number)
}

const tracking: Check = async (world) => {
  const { token, order } = await purchase(world)
  expect(await shown(world, `/orders/${order.body.id}`, token)).toContain(order.body.number)
  expect((await world.page(`/orders/${order.body.id}?token=wrong`)).status).toBe(404)
}

const dashboard: Check = async (world) => {
  expect(await shown(world, '/admin', await world.admin())).toContain('Revenue')
  const { token } = await world.customer()
  expect((await world.page('/admin', token)).text).not.toContain('Revenue')
}

const searching: Check = async (world) => {
  const page = await shown(world, '/search?q=ultrabook')
  expect(page).toContain(`href="${LAPTOP}"`)
  for (const facet of ['brand', 'price']) expect(await shown(world, '/search')).toContain(`name="${facet}"`)
}

export const pages: Verdicts = {
  '001-O007': pass('the home page is read, which `npm start` shows on port 3001', home),
  '001-O015': pass('the home page is read', home),
  '001-P001': pass('the home page is read, with products on it', home),
  '001-P002': pass('“Sign up” leads to a form for a new account', signUp),
  '001-P003': pass('a category, a product in it, and its form that puts it into the cart', browsing),
  '001-P004': pass('the checkout of a filled cart asks where to deliver', checkout),
  '001-P005': pass('an order that was placed stands in its buyer’s list', history),
  '001-P006': pass('an order’s page is shown to its buyer, and not to a wrong link', tracking),
  '001-P007': pass('an administrator reads the figures, a customer does not', dashboard),
  '001-P008': pass('a search shows what it found beside its facets', searching),
  '001-B022': pass('a search shows what it found', searching),
  '001-B030': pass('an administrator reads the figures, a customer does not', dashboard),
  '002-P001': pass('the home page is read; start_all.sh starts it with all else', home),
}
