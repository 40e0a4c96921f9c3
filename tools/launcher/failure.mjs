/** What a person needs to hear when something does not work: the cause, and what to do about it. */

export class Failure extends Error {
  /**
   * @param {string} cause
   * @param {string} remedy
   * @param {string} [details] the last words of whatever failed
   */
  constructor(cause, remedy, details = '') {
    super(cause)
    this.remedy = remedy
    this.details = details
    this.exitCode = 1
  }
}

/** Somebody called it off. */
export function interruption() {
  const failure = new Failure('Interrupted.', 'The next start goes on from here.')
  failure.exitCode = 130
  return failure
}

/**
 * Prints a failure and ends with its exit code; anything else that was thrown is a mistake of ours and keeps its stack.
 * @param {unknown} error
 * @returns {never}
 */
export function endWith(error) {
  if (!(error instanceof Failure)) throw error
  if (error.details !== '') process.stderr.write(`\n${error.details}\n`)
  process.stderr.write(`\n${error.message}\n${error.remedy}\n`)
  process.exit(error.exitCode)
}
