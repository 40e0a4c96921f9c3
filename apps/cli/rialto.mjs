#!/usr/bin/env node
// The door to the command line. It runs on any Node that a person may have: where that is too old for
// TypeScript as it is, it starts itself again with the Node 24 that the project brings along.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_MAJOR_MIN = 24
const EXIT_FAILURE = 1
const SETTINGS = fileURLToPath(new URL('../../.env', import.meta.url))
/** What tries or measures the sources finds the same surroundings whoever calls it. */
const WITHOUT_SETTINGS = ['test', 'bench']

const ownMajor = Number(process.versions.node.split('.')[0])
if (ownMajor >= NODE_MAJOR_MIN) {
  const { main } = await import('./main.ts')
  const args = process.argv.slice(2)
  // What is set already wins over the file.
  if (existsSync(SETTINGS) && !WITHOUT_SETTINGS.includes(args[0] ?? '')) process.loadEnvFile(SETTINGS)
  process.exitCode = await main(args)
} else {
  const node = broughtNode()
  const again = node && spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  if (!again || again.error) {
    process.stderr.write(
      `rialto needs Node ${NODE_MAJOR_MIN}; this is ${process.versions.node}, and the project's own is not installed yet. Run: npm start\n`,
    )
    process.exitCode = EXIT_FAILURE
  } else {
    process.exitCode = again.status ?? EXIT_FAILURE
  }
}

/** Where the npm package `node` keeps its program, if it is installed. */
function broughtNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json')
    return join(dirname(manifest), process.platform === 'win32' ? 'bin/node.exe' : 'bin/node')
  } catch {
    return undefined
  }
}
