import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { openToys } from './toys.fixture.ts'

test('a connection that was opened and never asked anything does not hold up the end', async () => {
  const shop = await openToys()
  const { hostname, port } = new URL(shop.origin)
  const silent = connect(Number(port), hostname)
  await new Promise((resolve) => silent.once('connect', resolve))
  expect((await fetch(`${shop.origin}/api/v1/toys`)).status).toBe(200)
  const gone = new Promise((resolve) => silent.once('close', resolve))
  const begun = performance.now()
  await Promise.all([shop.close(), gone])
  expect(performance.now() - begun).toBeLessThan(5_000)
})
