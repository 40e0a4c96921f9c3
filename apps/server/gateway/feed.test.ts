import type { CatalogNews } from '@rialto/contracts/catalog'
import { Problem } from '@rialto/kernel/contract/problem'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { expect, test } from 'vitest'
import { openFeed, type Change } from './feed.ts'

/** A catalogue that answers when the test says so, and a timer that the test lets run out. */
function playCatalog() {
  const asked: { since: string | null; waitMs: number }[] = []
  let answer: PromiseWithResolvers<CatalogNews> = Promise.withResolvers()
  const late: (() => void)[] = []
  const feed = openFeed({
    ...systemPorts,
    timers: {
      ...systemPorts.timers,
      after: (ms, run) => (ms === 1_000 ? later(run) : systemPorts.timers.after(1, run)),
    },
    log: openLog('silent'),
    catalog: {
      news: ({ body }) => {
        asked.push(body)
        return answer.promise
      },
    },
  })
  function later(run: () => void): () => void {
    late.push(run)
    return () => {}
  }
  const settle = async (how: (current: PromiseWithResolvers<CatalogNews>) => void) => {
    const current = answer
    answer = Promise.withResolvers()
    how(current)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return {
    feed,
    asked,
    answer: (next: string, change: Partial<Change> = {}) =>
      settle(({ resolve }) => {
        const { products = [], categories = false, all = false } = change
        resolve({ products: [...products], categories, all, next })
      }),
    fail: () => settle(({ reject }) => reject(new Problem('unavailable'))),
    runLate: () => {
      for (const run of late.splice(0)) run()
    },
  }
}

function listen({ feed }: Pick<ReturnType<typeof playCatalog>, 'feed'>) {
  const heard: string[] = []
  const stop = feed.subscribe({
    onReady: () => heard.push('ready'),
    onChange: ({ products, all }) => heard.push(all ? 'all' : products.join()),
  })
  return { heard, stop }
}

test('a listener is ready once the point is known from which nothing is missed, and hears each change twice', async () => {
  const catalogue = playCatalog()
  const { heard } = listen(catalogue)
  expect(catalogue.asked).toEqual([{ since: null, waitMs: 0 }])
  expect(heard).toEqual([])
  await catalogue.answer('1')
  expect(heard).toEqual(['ready'])
  expect(catalogue.asked.at(-1)).toEqual({ since: '1', waitMs: 1_000 })
  await catalogue.answer('2', { products: ['a', 'b'] })
  await catalogue.answer('3')
  expect(heard).toEqual(['ready', 'a,b'])
  catalogue.runLate()
  expect(heard).toEqual(['ready', 'a,b', 'a,b'])
  expect(catalogue.asked.at(-1)?.since).toBe('3')
})

test('one that comes later is ready at once, and one that left hears nothing', async () => {
  const catalogue = playCatalog()
  const first = listen(catalogue)
  await catalogue.answer('1')
  const second = listen(catalogue)
  expect(second.heard).toEqual(['ready'])
  first.stop()
  await catalogue.answer('2', { all: true })
  expect([first.heard, second.heard]).toEqual([['ready'], ['ready', 'all']])
})

test('while the catalogue does not answer nothing is lost: it is asked again from the same point', async () => {
  const catalogue = playCatalog()
  const { heard } = listen(catalogue)
  await catalogue.fail()
  expect(heard).toEqual([])
  await catalogue.answer('1')
  await catalogue.fail()
  await catalogue.fail()
  expect(catalogue.asked.at(-1)).toEqual({ since: '1', waitMs: 1_000 })
  await catalogue.answer('2', { products: ['a'] })
  expect(heard).toEqual(['ready', 'a'])
})

test('nobody is asked while nobody listens, and who comes then begins anew', async () => {
  const catalogue = playCatalog()
  const { stop } = listen(catalogue)
  await catalogue.answer('1')
  stop()
  await catalogue.answer('2')
  const count = catalogue.asked.length
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(catalogue.asked).toHaveLength(count)
  listen(catalogue)
  expect(catalogue.asked.at(-1)).toEqual({ since: null, waitMs: 0 })
})
