/** What a tidy rule is. */
import { type Source } from './source.ts'

/** `at` is a file, with a line where there is one; `why` says what is wrong and what to do instead. */
export type Violation = { readonly at: string; readonly why: string }

export type Rule = {
  /** A sentence about the repository that is true as long as nothing violates the rule. */
  readonly name: string
  readonly check: (sources: readonly Source[]) => Violation[]
  /**
   * Small worlds, each with one mistake. A rule that lets one of them pass is broken: without these nobody would
   * notice that a check has gone blind.
   */
  readonly planted: readonly (readonly Source[])[]
  /** Small worlds that come close and are right: a rule that cries wolf would soon be switched off. */
  readonly sound: readonly (readonly Source[])[]
}

/** A world of one file. */
export function world(path: string, text: string): Source[] {
  return [{ path, text }]
}
