/** Finds what a program wrote last before it ended without a word to us. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LINES_MAX = 15
const DEPTH_MAX = 2

/**
 * @param {string} folder of the data
 * @returns {{ log: string | undefined, lines: string }} the log that was written to last, and its end
 */
export function lastWords(folder) {
  const [log] = logsIn(folder, DEPTH_MAX).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (log === undefined) return { log, lines: '' }
  return { log, lines: readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LINES_MAX).join('\n') }
}

/**
 * @param {string} folder
 * @param {number} depth
 * @returns {string[]}
 */
function logsIn(folder, depth) {
  if (depth < 0 || !existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    // The inside of the database is none of our business, and may not be readable.
    if (entry.isDirectory()) return entry.name === 'cluster' ? [] : logsIn(path, depth - 1)
    return entry.name === 'log' || entry.name.endsWith('.log') ? [path] : []
  })
}
