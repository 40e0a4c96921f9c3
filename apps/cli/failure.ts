/** Why a command did not do what was asked, and what a script can tell from its exit code. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  auth: 4,
  unreachable: 5,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with a sentence and what to do about it; anything else that is thrown is a bug. */
export class Failure extends Error {
  readonly exitCode: ExitCode
  readonly remedy: string | undefined

  constructor(exitCode: ExitCode, message: string, remedy?: string) {
    super(message)
    this.name = 'Failure'
    this.exitCode = exitCode
    this.remedy = remedy
  }
}
