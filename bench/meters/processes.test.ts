import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { canMeasure, cpuMs, residentMb, treeCpuMs, treeProportionalMb } from './processes.ts'

test('the time of a child counts for the tree, not for the process, also when it has ended', async () => {
  if (!canMeasure) return expect(treeCpuMs(process.pid)).toBeNaN()
  const parent = spawn('sh', ['-c', 'i=0; (while [ $i -lt 200000 ]; do i=$((i+1)); done) ; read x'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const pid = parent.pid as number
  try {
    await expect.poll(() => treeCpuMs(pid), { timeout: 10_000 }).toBeGreaterThan(50)
    expect(cpuMs(pid)).toBeLessThan(treeCpuMs(pid))
  } finally {
    parent.stdin.end('\n')
    await once(parent, 'exit')
  }
  expect(treeCpuMs(pid)).toBeNaN()
})

test('memory is told in megabytes', () => {
  if (!canMeasure) return expect(residentMb(process.pid)).toBeNaN()
  expect(residentMb(process.pid)).toBeGreaterThan(20)
  expect(residentMb(process.pid)).toBeLessThan(4000)
  expect(treeProportionalMb(process.pid)).toBeGreaterThan(20)
})
