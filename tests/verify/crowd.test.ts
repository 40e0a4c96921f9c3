import { unprovision } from '@rialto/kernel/sql/provision'
import { expect, test } from 'vitest'
import { breachesOf, type Acknowledged } from './invariant.ts'
import { judge } from './judge.ts'
import { buyer, putOnSale, startPlatform } from './small-platform.fixture.ts'

const BUYERS = 64
const ORDERS = 4_000
const STOCK = 1_000_000
const QUIET_WITHIN_SECONDS = 20

test('a crowd that orders and pays all at once is served exactly, and everybody hears of every order', async () => {
  const { adminUrl, prefix, platform, stop } = await startPlatform()
  try {
    const skus = Array.from({ length: BUYERS }, (_, number) => `CROWD-${number}`)
    await putOnSale(platform, skus, STOCK)
    const acknowledged: Acknowledged[] = []
    const buyOn = async (number: number) => {
      const pair = [skus[number] as string, skus[(number + 1) % BUYERS] as string]
      const place = buyer(platform, pair)
      while (acknowledged.length < ORDERS) {
        const orderId = await place(number % 8 === 0 ? 'tok_declined' : 'tok_visa')
        if (number % 8 !== 0) acknowledged.push({ orderId, status: 'confirmed' })
      }
    }
    await Promise.all(skus.map((_, number) => buyOn(number)))
    const verdicts = await judge({
      adminUrl,
      prefix,
      acknowledged,
      graceSeconds: 0,
      quietSeconds: 1,
      quietWithinSeconds: QUIET_WITHIN_SECONDS,
    })
    const broken = verdicts.filter((verdict) => breachesOf(verdict) > 0)
    expect(
      broken.map(({ invariant, findings }) => [
        invariant.number,
        findings.flatMap(({ breaches }) => breaches.slice(0, 3)),
      ]),
    ).toEqual([])
  } finally {
    await stop()
    await unprovision(adminUrl, prefix)
  }
})
