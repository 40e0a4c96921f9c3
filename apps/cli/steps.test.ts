import { expect, test } from 'vitest'
import { openSteps } from './steps.ts'
import { systemTerminal } from './terminal.ts'

const plain = (text: string) => text
const paint = { good: plain, bad: plain, quiet: plain, strong: plain }

function played(isLive: boolean) {
  let text = ''
  let clock = 0
  const terminal = { ...systemTerminal, err: (more: string) => void (text += more) }
  const steps = openSteps({ terminal, paint }, ['accounts', 'orders'], { isLive, now: () => clock })
  return { steps, wait: (ms: number) => (clock += ms), said: () => text }
}

test('without a terminal each step is a line as it begins and one as it ends, and a long one tells of itself', () => {
  const { steps, wait, said } = played(false)
  steps.tell('accounts')
  wait(500)
  steps.tell('orders')
  for (let done = 0; done < 30; done += 1) {
    wait(1_000)
    steps.tell('orders', `${done} of 30`)
  }
  steps.done()
  expect(said().split('\n')).toEqual([
    '[1/2] accounts',
    '[1/2] accounts: done in 0.5 s',
    '[2/2] orders',
    '[2/2] orders: 9 of 30',
    '[2/2] orders: 19 of 30',
    '[2/2] orders: 29 of 30',
    '[2/2] orders: done in 30.0 s',
    '',
  ])
})

test('on a terminal a step is a line that ends with a mark', () => {
  const { steps, wait, said } = played(true)
  steps.tell('accounts')
  wait(2_000)
  steps.failed()
  expect(said()).toBe('\r\u001b[2K✗ 1/2 accounts  2.0 s\n')
})

test('what has not begun ends silently', () => {
  const { steps, said } = played(false)
  steps.failed()
  expect(said()).toBe('')
})
