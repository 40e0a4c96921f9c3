/** Reads from the last words of npx and pnpm why an installation failed, and what a person can do about it. */
import { Failure } from './failure.mjs'

const LINES_SHOWN_MAX = 15

const AGAIN = 'Then start again: what is already downloaded is kept.'

/** @type {ReadonlyArray<{ pattern: RegExp, cause: string, remedy: string }>} in the order of trust */
const CAUSES = [
  {
    pattern: /ENOSPC|no space left/i,
    cause: 'The disk is full.',
    remedy: `Free at least 2 GB, also where your home folder is: packages are kept there. ${AGAIN}`,
  },
  {
    pattern: /ERR_PNPM_OUTDATED_LOCKFILE/,
    cause: 'pnpm-lock.yaml does not fit the package.json files of this checkout.',
    remedy:
      'If you changed a package.json, run: npx pnpm@12.21.0 install. If not, check the files out again.',
  },
  {
    pattern: /EROFS|EACCES|EPERM|permission denied|read-only file system/i,
    cause: 'A folder may not be written to.',
    remedy: 'Start as the user who owns this checkout, and see that your home folder can be written to.',
  },
  {
    pattern: /\b(401|403)\b|E401|E403|ERR_PNPM_FETCH_40[13]|unauthorized|forbidden/i,
    cause: 'The package registry refuses to hand out a package.',
    remedy: `Look at the registry and the login that npm uses: npm config list. ${AGAIN}`,
  },
  {
    pattern: /ERR_PNPM_FETCH_404|E404|\b404\b|ETARGET|ERR_PNPM_NO_MATCHING_VERSION/,
    cause: 'The package registry does not have one of the packages.',
    remedy: `If npm uses a mirror (npm config get registry), see that it is complete. ${AGAIN}`,
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|error sending request|dns error|timed out|network/i,
    cause: 'The package registry cannot be reached.',
    remedy: `See that this machine is online, and that a proxy, if you need one, is set: npm config list. ${AGAIN}`,
  },
  {
    pattern: /spawn npx ENOENT|npx: (command )?not found/,
    cause: 'npx, which belongs to npm, is not installed.',
    remedy: 'Install npm (on Debian: apt-get install npm) and start again.',
  },
]

/**
 * @param {string} output of npx and pnpm
 * @returns {Failure}
 */
export function explainInstall(output) {
  const details = lastLines(output)
  // pnpm breaks its lines to fit, in the middle of a phrase.
  const flat = output.replace(/\s+/g, ' ')
  const found = CAUSES.find(({ pattern }) => pattern.test(flat))
  if (found !== undefined)
    return new Failure(`The installation stopped: ${found.cause}`, found.remedy, details)
  return new Failure(
    'The installation stopped; its last lines are above.',
    'Start again: it goes on where it stopped. If that does not help, remove node_modules first.',
    details,
  )
}

/** @param {string} output */
function lastLines(output) {
  const lines = output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(Progress|Downloading|npm warn|npm error +at )/.test(line))
  return lines.slice(-LINES_SHOWN_MAX).join('\n')
}
