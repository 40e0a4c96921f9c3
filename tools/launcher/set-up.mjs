/** The step that every command begins with: what the platform is made of is there, and fits the lockfile. */
import './require-node.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { endWith } from './failure.mjs'
import { explainInstall } from './install-failure.mjs'
import { showSteps } from './steps.mjs'

/**
 * Installs the dependencies if need be; ends the program with the cause and the remedy if that does not work.
 * @param {ReturnType<typeof showSteps>} [steps]
 */
export async function setUp(steps = showSteps(['dependencies'])) {
  try {
    steps.progress('dependencies')
    const outcome = await ensureDependencies((detail) => steps.progress('dependencies', detail))
    steps.done('dependencies', outcome === 'fresh' ? 'up to date' : 'installed')
  } catch (error) {
    steps.failed()
    // What the file system refused us is told like what it refused pnpm.
    endWith(error instanceof Error && 'syscall' in error ? explainInstall(error.message) : error)
  }
}
