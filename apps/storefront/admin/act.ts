/**
 * How everything that staff does is done: a server action calls `act`, which asks the API, shows the page anew, and
 * answers with what came of it or with what stood in the way, in words.
 */
import { refresh } from 'next/cache'
import { isProblem, Unreachable, type ProblemCode, type Rialto } from '@rialto/client'
import { myShop } from '../session/shop.ts'

export type Refused = {
  /** For the person: what happened, and what to do. */
  readonly text: string
  readonly code: string
  /** Finds it in the log. */
  readonly requestId?: string | undefined
  /** By the name of the field, where the input was wrong. */
  readonly fields: Readonly<Record<string, string>>
}

export type Said<T = string> = { readonly ok: T } | { readonly problem: Refused }

/** Codes that the API explains for programs, in words for whoever sits here. */
const WORDS: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'You are signed out. Nothing was changed: sign in again in another tab, then try once more.',
  forbidden: 'Your role does not allow this. Nothing was changed.',
  lost_update: 'Somebody else changed this in the meantime. You see their version now; make your change again if it is still needed.',
  too_many_requests: 'Too many requests at once. Wait a few seconds and try again.',
} // prettier-ignore

export async function act<T>(run: (shop: Rialto) => Promise<T>): Promise<Said<T>> {
  try {
    const ok = await run(await myShop())
    refresh()
    return { ok }
  } catch (error) {
    if (error instanceof Unreachable)
      return {
        problem: {
          text: 'The shop’s services did not answer, so it is not certain whether this was done. Look before you try again.',
          code: 'unreachable',
          fields: {},
        },
      }
    if (!isProblem(error)) throw error
    // What the page shows may be what was wrong.
    if (error.status === 409 || error.status === 412) refresh()
    const known = WORDS[error.code as ProblemCode]
    return {
      problem: {
        text: known ?? error.message,
        code: error.code,
        requestId: error.requestId,
        fields: Object.fromEntries(
          error.errors.map(({ path, message }) => [path.replace(/^\/?body[./]|^\//, ''), message]),
        ),
      },
    }
  }
}
