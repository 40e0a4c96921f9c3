import { VIEWS_PER_LIST_MAX, type SavedView } from '@rialto/contracts/profile'
import { heard, user } from '@rialto/kernel/testing/world'
import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProfile, type ProfileWorld } from '../profile.fixture.ts'

let world: ProfileWorld
beforeAll(async () => {
  world = await openProfile()
})
afterAll(() => world.close())

type Staff = Caller & { readonly id: string }
const staff = (role: string) => user(systemPorts.ids.next('usr'), role) as Staff
const save = (who: Caller, more: object = {}, call: Partial<Call> = {}) => {
  const body = { list: 'orders', name: 'To be sent', query: 'status=confirmed&sort=createdAt', ...more }
  return world.ask<SavedView>(who, 'addView', { body }, call)
}
const shown = async (who: Caller, list = 'orders') =>
  (await world.ask<{ items: SavedView[] }>(who, 'views', { query: { list } })).items
const put = (who: Caller, id: string, body: object) =>
  world.ask<SavedView>(who, 'putView', { params: { id }, body })
const remove = (who: Caller, id: string) => world.ask(who, 'removeView', { params: { id } })

test('a view is kept for its list and shown to whoever saved it, by name', async () => {
  const ann = staff('support')
  const sent = await save(ann)
  const late = await save(ann, { name: 'late ones', query: 'to=2026-01-01' })
  await save(ann, { list: 'products', name: 'Sold out', query: 'inStock=false' })
  expect(sent).toMatchObject({ list: 'orders', name: 'To be sent', shared: false, owner: true })
  expect((await shown(ann)).filter(({ owner }) => owner)).toEqual([late, sent])
  expect((await shown(ann, 'products')).map(({ name }) => name)).toEqual(['Sold out'])
  const changed = await put(ann, sent.id, { name: ' Sent ', query: '' })
  expect(changed).toMatchObject({ id: sent.id, list: 'orders', name: 'Sent', query: '', shared: false })
  expect(await remove(ann, late.id)).toEqual({ removed: true })
  await expect(remove(ann, late.id)).rejects.toMatchObject({ code: 'unknown_view' })
})

test('what is shared all staff sees behind their own, and its owner or an admin changes it', async () => {
  const [ann, ben, admin] = [staff('support'), staff('fulfilment'), staff('admin')]
  const own = await save(ben, { list: 'returns', name: 'Zebra' })
  const shared = await save(ann, { list: 'returns', name: 'Alpha', shared: true })
  const hidden = await save(ann, { list: 'returns', name: 'Mine' })
  expect(await shown(ben, 'returns')).toEqual([own, { ...shared, owner: false }])
  const body = { name: 'Omega', query: 'a=b', shared: true }
  await expect(put(ben, shared.id, body)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(remove(ben, shared.id)).rejects.toMatchObject({ code: 'forbidden' })
  for (const who of [ben, admin])
    await expect(put(who, hidden.id, body)).rejects.toMatchObject({ code: 'unknown_view' })
  expect(await put(admin, shared.id, body)).toMatchObject({ name: 'Omega', owner: false })
  expect(await put(ann, shared.id, { ...body, shared: false })).toMatchObject({ owner: true, shared: false })
  expect(await shown(ben, 'returns')).toEqual([own])
})

test('there are fifty of a list, also when many come at once, and as many of another', async () => {
  const ann = staff('merchandiser')
  const asked = await Promise.allSettled(
    Array.from({ length: VIEWS_PER_LIST_MAX + 5 }, (_, i) => save(ann, { name: `View ${i}` })),
  )
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(VIEWS_PER_LIST_MAX)
  await expect(save(ann)).rejects.toMatchObject({ code: 'views_full' })
  expect(await save(ann, { list: 'inventory' })).toMatchObject({ list: 'inventory' })
})

test('the same key saves one view', async () => {
  const ann = staff('support')
  const key = { idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }
  const first = await save(ann, { list: 'once' }, key)
  expect(await save(ann, { list: 'once' }, key)).toEqual(first)
  expect(await shown(ann, 'once')).toEqual([first])
})

test('what is no query, name or list is refused, and customers save nothing', async () => {
  const ann = staff('support')
  for (const more of [
    { query: 'a b' },
    { query: `a=${'x'.repeat(2_000)}` },
    { query: 'a=ü' },
    { name: '' },
    { name: ' ' },
    { name: 'x'.repeat(61) },
    { list: 'Orders' },
    { list: '../orders' },
  ])
    await expect(save(ann, more), JSON.stringify(more)).rejects.toMatchObject({ code: 'validation_failed' })
  await expect(save(world.person())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(shown(world.person())).rejects.toMatchObject({ code: 'forbidden' })
})

test('who is erased takes their views along, those that they shared too', async () => {
  const [ann, ben] = [staff('support'), staff('support')]
  await save(ann, { list: 'erased', shared: true })
  const taken = await world.ask<{ views: SavedView[] }>(ann, 'export')
  expect(taken.views.map(({ list }) => list)).toEqual(['erased'])
  expect(await shown(ben, 'erased')).toHaveLength(1)
  await world.hear(heard('identity.user_erased', ann.id, { userId: ann.id }))
  expect(await shown(ben, 'erased')).toEqual([])
})
