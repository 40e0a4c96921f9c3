import type { Rialto } from '@rialto/client'
import { permits } from '@rialto/contracts/roles'
import { expect, test } from 'vitest'
import { firstSteps } from './first-steps.ts'

/** A shop that answers each question with so many things. */
function shopWith({ categories = 0, products = 0, pieces = 0, accounts = 1, orders = 0 }): Rialto {
  const some = (count: number) => ({ items: Array.from({ length: count }, (_, i) => ({ id: `${i}` })) })
  return {
    catalog: { categories: async () => some(categories), list: async () => some(products) },
    inventory: { list: async () => ({ items: products === 0 ? [] : [{ onHand: pieces }] }) },
    identity: { users: async () => some(accounts) },
    order: { list: async () => some(orders) },
  } as unknown as Rialto
}

const as = (role: string) => ({
  id: 'usr_1',
  name: 'Ada',
  roles: [role],
  may: (permission: string) => permits([role], permission),
})

test('an empty shop leads from a category to its first order, and says what is done', async () => {
  const steps = await firstSteps(as('admin'), shopWith({ categories: 1, products: 1 }))
  expect(steps.map(({ name, isDone }) => `${isDone ? '✓' : ' '} ${name}`)).toEqual([
    '✓ Make a category',
    '✓ Put a first product on sale',
    '  Count its stock',
    '  Let a colleague in',
    '  Place a first order',
  ])
})

test('a shop that has sold something is not told to begin, also when one works there alone', async () => {
  expect(await firstSteps(as('admin'), shopWith({ products: 1, pieces: 3, orders: 1 }))).toEqual([])
})

test('nobody is led to what their role may not do', async () => {
  const steps = await firstSteps(as('merchandiser'), shopWith({ categories: 1 }))
  expect(steps.map(({ name }) => name)).toEqual([
    'Make a category',
    'Put a first product on sale',
    'Count its stock',
  ])
})

test('where one cannot be asked, there is no list with a gap', async () => {
  const shop = shopWith({})
  const silent = {
    ...shop,
    order: { list: () => Promise.reject(new Error('no answer')) },
  } as unknown as Rialto
  expect(await firstSteps(as('admin'), silent)).toEqual([])
})
