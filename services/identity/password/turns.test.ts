import { expect, test } from 'vitest'
import { openTurns } from './turns.ts'

const FAR = 1_000_000
/** Until everything that a settled promise sets off has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

function openTown() {
  let now = 0
  const turns = openTurns({ atOnceMax: 2, waitingMax: 3, clock: { now: () => now } })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const take = (account: string, name = account, deadline = FAR) =>
    turns.take(account, deadline, () => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    })
  return { take, begun, end: (name: string) => ends.get(name)?.(), pass: (ms: number) => (now += ms) }
}

test('two are served at once, the others in their order', async () => {
  const { take, begun, end } = openTown()
  const [ann, ben, cid] = [take('ann'), take('ben'), take('cid')]
  expect(begun).toEqual(['ann', 'ben'])
  end('ben')
  await settled()
  expect(begun).toEqual(['ann', 'ben', 'cid'])
  end('ann')
  await settled()
  end('cid')
  expect(await Promise.all([ann, ben, cid])).toEqual(['ann', 'ben', 'cid'])
})

test('one account has one turn at a time, and holds up nobody else meanwhile', async () => {
  const { take, begun, end } = openTown()
  const first = take('ann', 'ann 1')
  const second = take('ann', 'ann 2')
  const ben = take('ben')
  expect(begun).toEqual(['ann 1', 'ben'])
  end('ben')
  await settled()
  expect(begun).toEqual(['ann 1', 'ben'])
  end('ann 1')
  await settled()
  expect(begun).toEqual(['ann 1', 'ben', 'ann 2'])
  end('ann 2')
  expect(await Promise.all([first, ben, second])).toEqual(['ann 1', 'ben', 'ann 2'])
})

test('who finds too many waiting is sent away at once, and who waited too long is not served in vain', async () => {
  const { take, begun, end, pass } = openTown()
  const served = [take('a'), take('b')]
  const late = take('c', 'c', 10)
  const kept = [take('d'), take('e')]
  await expect(take('f')).rejects.toMatchObject({ code: 'unavailable' })
  pass(11)
  end('a')
  await expect(late).rejects.toMatchObject({ code: 'unavailable' })
  expect(begun).toEqual(['a', 'b', 'd'])
  for (const name of ['b', 'd']) end(name)
  await settled()
  end('e')
  expect(await Promise.all([...served, ...kept])).toEqual(['a', 'b', 'd', 'e'])
})

test('work that fails gives its place to the next', async () => {
  const turns = openTurns({ atOnceMax: 1, waitingMax: 3, clock: { now: () => 0 } })
  const failing = turns.take('a', FAR, () => Promise.reject(new Error('no memory')))
  const next = turns.take('b', FAR, () => Promise.resolve('served'))
  await expect(failing).rejects.toThrow('no memory')
  expect(await next).toBe('served')
})
