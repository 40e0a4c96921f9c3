import { expect, test } from 'vitest'
import { base32, systemPorts } from './system.ts'

const { ids, timers, clock } = systemPorts

test('ids sort as they were made, never repeat, and are a prefix and 26 characters', () => {
  const made = Array.from({ length: 20_000 }, () => ids.next('ord'))
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  for (const id of made.slice(0, 100)) expect(id).toMatch(/^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
})

test('an id is a TypeID: base32 keeps the order of the bytes and all of them', () => {
  expect(base32(new Uint8Array(16))).toBe('0'.repeat(26))
  expect(base32(new Uint8Array(16).fill(255))).toBe(`7${'z'.repeat(25)}`)
  const bytes = Uint8Array.from(
    '0189 0f3a 1b2c 7def 8a00 0102 0304 0506'.replaceAll(' ', '').match(/../g) ?? [],
    (hex) => parseInt(hex, 16),
  )
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const digits = [...base32(bytes)].reduce(
    (sum, digit) => sum * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit)),
    0n,
  )
  expect(digits).toBe(value)
})

test('secrets have 256 bits and nothing in common', () => {
  const secrets = Array.from({ length: 100 }, () => ids.secret())
  expect(new Set(secrets).size).toBe(100)
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/)
})

test('a timer runs once, or not at all once it is cancelled', async () => {
  let ran = 0
  timers.after(1, () => (ran += 1))
  const cancel = timers.after(1, () => (ran += 100))
  cancel()
  const before = clock.now()
  await timers.sleep(20)
  expect(clock.now() - before).toBeGreaterThanOrEqual(15)
  expect(ran).toBe(1)
})
