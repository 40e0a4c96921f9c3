/** What is there from the first start on, and what data looks like. */
import { expect } from 'vitest'
import { different, each, joined, later, pass, type Verdict, type Verdicts } from '../verdict.ts'
import { asked, purchase } from './asking.ts'
import { typed } from './typed.ts'

function signsIn(name: string, password: string, role: string): Verdict {
  return pass(`${name} signs in as ${role}`, async (world) => {
    const body = name.includes('@') ? { email: name, password } : { username: name, password }
    const answer = await asked(world, 200, 'POST', '/api/v1/auth/login', { body })
    expect(answer.body.user.roles).toContain(role)
  })
}

const POSTGRES = 'one database product is enough to install, to back up and to know'

export const data: Verdicts = joined([
  {
    '000-D001': pass(
      'the services that keep anything are connected to databases of their own',
      async (world) => {
        const names = world.databases.map(
          async (service) =>
            (await world.rows(service, 'select current_database() as name'))[0]?.['name'] as string,
        )
        expect(new Set(await Promise.all(names)).size).toBe(world.databases.length)
        expect(world.databases.length).toBeGreaterThanOrEqual(11)
      },
    ),
    '001-D001': pass('the categories of the shop as it begins', ({ begun }) => {
      expect(begun.categories.map(({ name }) => name as string).toSorted()).toEqual(
        ['Electronics', 'Computers', 'Peripherals', 'Audio', 'Gaming'].toSorted(),
      )
    }),
    '001-D002': pass('the list of products as it begins', ({ begun }) => {
      expect(begun.products).toHaveLength(12)
    }),
    '001-D003': pass('the product as it begins', ({ begun }) => {
      expect(begun.products.find(({ id }) => id === 'prod-laptop-001')).toMatchObject({
        sku: 'LAPTOP-001',
        name: 'Premium Ultrabook Pro 15',
        price: 1299.99,
      })
    }),
    '001-D004': signsIn('admin@ecommerce.local', 'admin123', 'admin'),
    '001-D005': signsIn('customer@ecommerce.local', 'customer123', 'customer'),
    '001-D006': pass('the stock of every SKU of the demo', async (world) => {
      for (const { sku } of world.begun.products) {
        const { body } = await asked(world, 200, 'GET', `/api/v1/inventory/${sku}`)
        expect(body.sku).toBe(sku)
      }
    }),
    '002-D001': pass('alice and bob sign in', async (world) => {
      for (const username of ['alice', 'bob'])
        await asked(world, 200, 'POST', '/login', { body: { username, password: 'password123' } })
    }),
    '002-D002': pass('the demo begins with products', ({ begun }) => {
      expect(begun.products.length).toBeGreaterThan(0)
    }),
    '002-D003': pass('alice has a profile', async (world) => {
      const { body } = await asked(world, 200, 'POST', '/login', {
        body: { username: 'alice', password: 'password123' },
      })
      const profile = await asked(world, 200, 'GET', '/profile', { token: body.token })
      expect(profile.body).toMatchObject({ username: 'alice' })
    }),
    '003-D001': pass('the members of a user in the answer', async (world) => {
      const { id, token } = await world.customer()
      const { body, text } = await asked(world, 200, 'GET', `/api/users/${id}`, { token })
      expect(Object.keys(body)).toEqual(
        expect.arrayContaining(['email', 'firstName', 'lastName', 'createdAt', 'updatedAt']),
      )
      expect(text).not.toContain('assword')
    }),
    '003-D002': pass('the members of an order and of its lines in the answer', async (world) => {
      const { token, order } = await purchase(world)
      const { body } = await asked(world, 200, 'GET', `/api/orders/${order.body.id}`, { token })
      expect(body).toMatchObject({
        user: body.userId,
        items: [
          {
            product: body.items[0].productId,
            quantity: expect.any(Number) as number,
            price: expect.any(Number) as number,
          },
        ],
        totalAmount: body.total,
      })
      const members = [
        'status',
        'paymentStatus',
        'street',
        'city',
        'zipCode',
        'country',
        'createdAt',
        'updatedAt',
      ]
      expect(Object.keys({ ...body, ...body.shippingAddress })).toEqual(expect.arrayContaining(members))
    }),
    '003-D003': pass('the members of a payment in the answer', async (world) => {
      const { token, order } = await purchase(world)
      const path = `/api/payments/${order.body.paymentId}`
      const { body } = await asked(world, 200, 'GET', path, { token })
      expect(body).toMatchObject({
        order: order.body.id,
        amount: order.body.total,
        paymentMethod: 'card',
        status: 'succeeded',
        transactionId: expect.stringMatching(/./) as string,
      })
      expect(Object.keys(body)).toEqual(expect.arrayContaining(['createdAt', 'updatedAt']))
    }),
    '003-D005': pass('no answer about a user has a password or a hash', async (world) => {
      const { id, token, email } = await world.customer()
      const login = { email, password: 'a good password' }
      for (const { text } of [
        await asked(world, 200, 'POST', '/login', { body: login }),
        await asked(world, 200, 'GET', `/api/users/${id}`, { token }),
        await asked(world, 200, 'GET', '/profile', { token }),
        await asked(world, 200, 'GET', '/api/v1/profile/export', { token }),
        await asked(world, 200, 'GET', `/api/v1/users?q=${encodeURIComponent(email)}`, {
          token: await world.admin(),
        }),
      ])
        expect(text).not.toMatch(/"password|argon2|\$2[aby]\$|a good password/i)
    }),
  },
  each(
    '003-D004',
    different(
      'stock belongs to another service, categories are a tree, money is whole minor units',
      'the API answers with all of these columns by their names; the tables are our own',
    ),
  ),
  each('000-D002', later('the Redis adapter')),
  each('000-D003', later('the OpenSearch adapter')),
  typed('002-D004', 'two months of orders in every state, after `./seed_all.sh`'),
  each('002-D005', later('support tickets')),
  each('004-O015', different(POSTGRES, 'PostgreSQL, one database a service; nothing listens on 3306')),
  each('004-O016 001-O009', different(POSTGRES, 'PostgreSQL keeps products; nothing listens on 27017')),
  each(
    '001-B009',
    different(POSTGRES, 'PostgreSQL for all; Redis and OpenSearch come as adapters, by choice'),
  ),
  each('004-B007', different(POSTGRES, 'orders are kept in PostgreSQL')),
  each(
    '001-B023',
    different(POSTGRES, 'carts are kept in PostgreSQL: they survive a restart, by their user or key'),
  ),
])
