import { heard } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProfile, type ProfileWorld } from './profile.fixture.ts'

let world: ProfileWorld
beforeAll(async () => {
  world = await openProfile()
})
afterAll(() => world.close())

type Export = { account: object; sessions: object[]; addresses: object[]; paymentMethods: object[] }

test('a person takes along all that is known of them, and nothing of others', async () => {
  const [ann, ben] = [world.person(), world.person()]
  const address = await world.keepAddress(ann)
  const method = await world.keepMethod(ann)
  await world.keepAddress(ben)
  const taken = await world.ask<Export>(ann, 'export')
  expect(taken).toMatchObject({
    account: { id: ann.id },
    sessions: [{ id: 'ses_1' }],
    addresses: [address],
    paymentMethods: [method],
  })
  expect(JSON.stringify(taken)).not.toContain('tok_visa')
})

test('who is erased leaves nothing here, and erasing twice harms nobody', async () => {
  const [ann, ben] = [world.person(), world.person()]
  for (const person of [ann, ben]) {
    await world.keepAddress(person)
    await world.keepMethod(person)
  }
  const event = heard('identity.user_erased', ann.id, { userId: ann.id })
  await world.hear(event)
  await world.hear(event)
  expect(await world.ask<Export>(ann, 'export')).toMatchObject({ addresses: [], paymentMethods: [] })
  const kept = await world.ask<Export>(ben, 'export')
  expect([kept.addresses.length, kept.paymentMethods.length]).toEqual([1, 1])
})
