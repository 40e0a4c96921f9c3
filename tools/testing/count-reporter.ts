/** Tells `npm test` how many tests passed and failed, which were skipped and why, and which needed a second try. */
import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Counts what a run came to. A file that cannot even be loaded, or an error outside every test, is a failure too. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const path = process.env['RIALTO_TEST_COUNTS']
    if (path === undefined) return
    const counts = {
      passed: 0,
      failed: unhandledErrors.length,
      skipped: [] as string[],
      unsteady: [] as string[],
    }
    for (const module of modules) {
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (test.diagnostic()?.flaky) counts.unsteady.push(`${module.relativeModuleId} > ${test.fullName}`)
        if (result.state === 'passed') counts.passed += 1
        else if (result.state === 'skipped')
          counts.skipped.push(`${test.fullName} - ${result.note ?? 'no reason given'}`)
        else counts.failed += 1
      }
    }
    writeFileSync(path, JSON.stringify(counts))
  }
}
