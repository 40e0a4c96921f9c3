import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      '**/.next/**',
      // `npm test` finds or installs a browser, and says what is left out where there is none.
      ...(process.env['RIALTO_CHROMIUM'] ? [] : ['tests/browser/**']),
    ],
    // One process for many files: starting one for each costs ten times what the tests themselves do.
    isolate: false,
    pool: 'threads',
    // Random order, so that no test comes to lean on another; the seed that is printed brings the same order back.
    sequence: { shuffle: true },
    // A test left alone or left out would pass for all of them.
    allowOnly: false,
    passWithNoTests: false,
    // A machine that is busy elsewhere is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Where a landing hangs on it, a test that failed is run once more; `npm test` names those that needed it.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 10_000, interval: 20 } },
    globalSetup: ['tools/testing/postgres.ts'],
  },
})
