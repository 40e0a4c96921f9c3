/** The step that every command begins with: what the platform is made of is there, and fits the lockfile. */
import './require-node.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { endWith } from './failure.mjs'
import { showSteps } from './steps.mjs'

const INTERRUPTED = 130

/**
 * Installs the dependencies if need be; ends the program with the cause and the remedy if that does not work.
 * @param {ReturnType<typeof showSteps>} [steps]
 */
export async function setUp(steps = showSteps(['dependencies'])) {
  const interrupted = () => {
    process.stderr.write('\nInterrupted. The next time it goes on from here.\n')
    process.exit(INTERRUPTED)
  }
  process.once('SIGINT', interrupted)
  try {
    steps.progress('dependencies')
    const outcome = await ensureDependencies((detail) => steps.progress('dependencies', detail))
    steps.done('dependencies', outcome === 'fresh' ? 'up to date' : 'installed')
  } catch (error) {
    steps.failed()
    endWith(error)
  }
  process.removeListener('SIGINT', interrupted)
}
