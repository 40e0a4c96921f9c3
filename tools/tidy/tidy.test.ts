import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { RULES } from './rules.ts'
import { type Source, readSources } from './source.ts'

const TOLD_CHARACTERS = 60

const sources = readSources(process.cwd())

for (const rule of RULES) {
  describe(rule.name, () => {
    test('holds', () => {
      assert.deepEqual(
        rule.check(sources).map(({ at, why }) => `${at}  ${why}`),
        [],
      )
    })

    for (const world of rule.planted) {
      test(`catches ${told(world)}`, () => assert.notEqual(rule.check(world).length, 0))
    }
    for (const world of rule.sound) {
      test(`lets pass ${told(world)}`, () => assert.deepEqual(rule.check(world), []))
    }
  })
}

function told(world: readonly Source[]): string {
  const last = world.at(-1)
  return `${last?.path}: ${last?.text.slice(0, TOLD_CHARACTERS)}`
}
