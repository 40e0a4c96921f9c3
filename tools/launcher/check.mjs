/** `npm run check`: what can be said about the code without running it. Every check runs, whatever the others say. */
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { FORMATTED } from './formatted.mjs'
import { NODE_24, ROOT, inModules } from './paths.mjs'
import { setUp } from './set-up.mjs'
import { showSteps } from './steps.mjs'

/** @type {ReadonlyArray<{ name: string, args: string[] }>} */
const CHECKS = [
  { name: 'types', args: [inModules('typescript', 'bin', 'tsc'), '--noEmit'] },
  {
    name: 'types of the pages',
    args: [inModules('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'apps/storefront'],
  },
  {
    name: 'lint',
    args: [
      inModules('oxlint', 'bin', 'oxlint'),
      '--format=unix',
      '--type-aware',
      '--deny-warnings',
      '--report-unused-disable-directives',
    ],
  },
  { name: 'tidy', args: ['tools/tidy/main.ts'] },
  { name: 'unused code', args: [inModules('knip', 'bin', 'knip.js'), '--no-progress'] },
  {
    name: 'layout',
    args: [inModules('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', ...FORMATTED],
  },
]

const steps = showSteps(['dependencies', ...CHECKS.map(({ name }) => name)])
await setUp(steps)

/** @type {{ name: string, output: string }[]} */
const failures = []
for (const { name, args } of CHECKS) {
  steps.progress(name)
  const { code, output } = await run(args)
  if (code === 0) {
    steps.done(name)
  } else {
    steps.failed()
    failures.push({ name, output })
  }
}
for (const { name, output } of failures) process.stdout.write(`\n--- ${name} ---\n${output.trimEnd()}\n`)
process.exit(failures.length === 0 ? 0 : 1)

/**
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE_24, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}
