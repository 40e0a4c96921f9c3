import { shopCredential } from '@rialto/server/secret'
import { expect, test } from 'vitest'
import { type } from '../played.fixture.ts'

test('the credential of the pages is that of the installation’s secret, and not the secret', async () => {
  const RIALTO_SECRET = 'a long enough thing that nobody else knows of'
  const { out, exitCode } = await type('shop credential --json', { RIALTO_SECRET })
  expect(exitCode).toBe(0)
  expect(JSON.parse(out)).toEqual({ credential: shopCredential(RIALTO_SECRET) })
  expect(out).not.toContain(RIALTO_SECRET)
})
