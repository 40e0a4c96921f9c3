/** Where things are in a checkout. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The Node 24 that everything runs on, whatever Node started the launcher. */
export const NODE_24 = join(ROOT, 'node_modules', 'node', 'bin', 'node')

/**
 * A program inside a dependency.
 * @param {string[]} path
 */
export function inModules(...path) {
  return join(ROOT, 'node_modules', ...path)
}
