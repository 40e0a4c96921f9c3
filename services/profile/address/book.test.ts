import type { AddressView } from '@rialto/contracts/profile'
import type { Caller } from '@rialto/kernel/contract/contract'
import { aService, anonymous, user } from '@rialto/kernel/testing/world'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOME_ADDRESS, openProfile, type ProfileWorld } from '../profile.fixture.ts'

let world: ProfileWorld
beforeAll(async () => {
  world = await openProfile()
})
afterAll(() => world.close())

type Page = { items: AddressView[]; nextCursor: string | null }
const book = (caller: Caller, query: object = { limit: 100 }) =>
  world.ask<Page>(caller, 'addresses', { query })
const defaultsOf = async (caller: Caller) => {
  const { items } = await book(caller)
  const idsOf = (key: 'isDefaultShipping' | 'isDefaultBilling') =>
    items.filter((address) => address[key]).map(({ id }) => id)
  return { shipping: idsOf('isDefaultShipping'), billing: idsOf('isDefaultBilling') }
}
const UNKNOWN = { code: 'unknown_address' }

test('an address is kept, found, changed and forgotten by its owner', async () => {
  const ann = world.person()
  expect((await book(ann)).items).toEqual([])
  const kept = await world.keepAddress(ann, { label: ' home ', name: 'Ann Lee', line2: '', phone: ' ' })
  expect(kept).toEqual({
    id: expect.stringMatching(/^adr_/) as string,
    label: 'home',
    name: 'Ann Lee',
    street: '1 Main St',
    city: 'Springfield',
    zipCode: '62701',
    country: 'US',
    isDefaultShipping: true,
    isDefaultBilling: true,
    createdAt: expect.stringMatching(/Z$/) as string,
    updatedAt: expect.stringMatching(/Z$/) as string,
  })
  const params = { id: kept.id }
  expect(await world.ask(ann, 'address', { params })).toEqual(kept)
  const patched = await world.ask<AddressView>(ann, 'patchAddress', {
    params,
    body: { city: 'Shelbyville', label: '' },
  })
  expect(patched).toMatchObject({ city: 'Shelbyville', street: '1 Main St', name: 'Ann Lee', label: null })
  const put = await world.ask<AddressView>(ann, 'putAddress', { params, body: HOME_ADDRESS })
  expect(put).toMatchObject({ city: 'Springfield', isDefaultShipping: true })
  expect(put).not.toHaveProperty('name')
  expect(await world.ask(ann, 'removeAddress', { params })).toEqual({ removed: true })
  await expect(world.ask(ann, 'address', { params })).rejects.toMatchObject(UNKNOWN)
  await expect(world.ask(ann, 'removeAddress', { params })).rejects.toMatchObject(UNKNOWN)
})

test('another’s address is not there, for whatever is asked of it', async () => {
  const { id } = await world.keepAddress(world.person())
  const params = { id }
  for (const mallory of [world.person(), user('usr_staff', 'admin')]) {
    await expect(world.ask(mallory, 'address', { params })).rejects.toMatchObject(UNKNOWN)
    await expect(world.ask(mallory, 'putAddress', { params, body: HOME_ADDRESS })).rejects.toMatchObject(
      UNKNOWN,
    )
    await expect(world.ask(mallory, 'patchAddress', { params, body: {} })).rejects.toMatchObject(UNKNOWN)
    await expect(world.ask(mallory, 'removeAddress', { params })).rejects.toMatchObject(UNKNOWN)
  }
  await expect(world.ask(anonymous, 'address', { params })).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(world.ask(aService, 'address', { params })).rejects.toMatchObject({ code: 'forbidden' })
})

test('one address is the default for shipping and one for billing, and the newest of the others takes over', async () => {
  const ann = world.person()
  const first = await world.keepAddress(ann)
  const second = await world.keepAddress(ann, { isDefaultShipping: true })
  const third = await world.keepAddress(ann)
  expect(await defaultsOf(ann)).toEqual({ shipping: [second.id], billing: [first.id] })
  await world.ask(ann, 'patchAddress', { params: { id: third.id }, body: { isDefaultBilling: true } })
  expect(await defaultsOf(ann)).toEqual({ shipping: [second.id], billing: [third.id] })
  await world.ask(ann, 'patchAddress', { params: { id: second.id }, body: { isDefaultShipping: false } })
  expect(await defaultsOf(ann)).toEqual({ shipping: [third.id], billing: [third.id] })
  await world.ask(ann, 'removeAddress', { params: { id: third.id } })
  expect(await defaultsOf(ann)).toEqual({ shipping: [second.id], billing: [second.id] })
})

test('whatever is done in whatever order, a book that is not empty has one default of each kind', async () => {
  const step = fc.record({
    does: fc.constantFrom('add', 'patch', 'remove'),
    at: fc.nat({ max: 5 }),
    isDefaultShipping: fc.option(fc.boolean(), { nil: undefined }),
    isDefaultBilling: fc.option(fc.boolean(), { nil: undefined }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const ann = world.person()
      const kept: string[] = []
      for (const { does, at, ...wanted } of steps) {
        const choice = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
        const id = kept[at % Math.max(1, kept.length)]
        if (does === 'add' || id === undefined) kept.push((await world.keepAddress(ann, choice)).id)
        else if (does === 'patch') await world.ask(ann, 'patchAddress', { params: { id }, body: choice })
        else {
          await world.ask(ann, 'removeAddress', { params: { id } })
          kept.splice(kept.indexOf(id), 1)
        }
      }
      const { shipping, billing } = await defaultsOf(ann)
      const wanted = kept.length === 0 ? 0 : 1
      expect([shipping.length, billing.length]).toEqual([wanted, wanted])
    }),
    { numRuns: 25 },
  )
})

test('a book holds fifty addresses, also when many come at once, and is read page by page', async () => {
  const ann = world.person()
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(Array.from({ length: 12 }, () => world.keepAddress(ann, { isDefaultShipping: true })))
  }
  const last = await Promise.allSettled(Array.from({ length: 6 }, () => world.keepAddress(ann)))
  expect(last.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  for (const answer of last)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'address_book_full' })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await book(ann, { limit: 20, ...(cursor === undefined ? {} : { cursor }) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(new Set(seen).size).toBe(50)
  expect(seen).toHaveLength(50)
  expect((await defaultsOf(ann)).shipping).toHaveLength(1)
})

test('who read an address before the last change does not overwrite it', async () => {
  const ann = world.person()
  const { id } = await world.keepAddress(ann)
  const read = await world.as(ann, 'address', { params: { id } })
  const ifMatch = String(read.headers['etag'])
  const change = (city: string) =>
    world.ask(ann, 'patchAddress', { params: { id }, body: { city } }, { ifMatch })
  await change('First')
  await expect(change('Second')).rejects.toMatchObject({ code: 'lost_update' })
  await expect(world.ask(ann, 'removeAddress', { params: { id } }, { ifMatch })).rejects.toMatchObject({
    code: 'lost_update',
  })
})

test('an address that is sent twice with one key is kept once', async () => {
  const ann = world.person()
  const call = { idempotencyKey: 'once', bodyHash: 'same' }
  const send = () => world.as(ann, 'addAddress', { body: HOME_ADDRESS }, call)
  const [first, again] = [await send(), await send()]
  expect(again.text).toBe(first.text)
  expect((await book(ann)).items).toHaveLength(1)
})

test.each([
  ['a country that there is not', { ...HOME_ADDRESS, country: 'Atlantis' }],
  ['no street', { city: 'X', zipCode: '1', country: 'US' }],
  ['a street of spaces', { ...HOME_ADDRESS, street: '   ' }],
  ['a line break in the city', { ...HOME_ADDRESS, city: 'A\nB' }],
  ['another owner', { ...HOME_ADDRESS, userId: 'usr_other' }],
  ['a number for a street', { ...HOME_ADDRESS, street: 5 }],
  ['a street of a megabyte', { ...HOME_ADDRESS, street: 'x'.repeat(1_000_000) }],
])('an address with %s is refused and not kept', async (_what, body) => {
  const ann = world.person()
  await expect(world.ask(ann, 'addAddress', { body })).rejects.toMatchObject({ code: 'validation_failed' })
  expect((await book(ann)).items).toEqual([])
})
