/** The pair of tokens: kept, handed out, and changed for a new one by one call at a time. */
import { RialtoProblem } from './problem.ts'

export type Tokens = { readonly accessToken: string; readonly refreshToken: string }

export type Keyring = {
  readonly access: () => string | undefined
  readonly refreshToken: () => string | undefined
  set(tokens: Tokens | undefined): void
  /** Gives false where there is nothing to change, or the session is over: the tokens are gone then. */
  refresh(): Promise<boolean>
}

export type KeyringNeeds = {
  readonly tokens: Tokens | undefined
  /** Told of every new pair, and of the end of the session: keep it where you keep such things. */
  readonly onTokens: ((tokens: Tokens | undefined) => void) | undefined
  readonly ask: (refreshToken: string) => Promise<Tokens>
}

export function openKeyring({ tokens, onTokens, ask }: KeyringNeeds): Keyring {
  let current = tokens
  let refreshing: Promise<boolean> | undefined

  function set(next: Tokens | undefined): void {
    current = next && { accessToken: next.accessToken, refreshToken: next.refreshToken }
    onTokens?.(current)
  }

  async function change(refreshToken: string): Promise<boolean> {
    try {
      set(await ask(refreshToken))
      return true
    } catch (error) {
      if (!(error instanceof RialtoProblem) || error.code !== 'invalid_refresh_token') throw error
      set(undefined)
      return false
    }
  }

  return {
    access: () => current?.accessToken,
    refreshToken: () => current?.refreshToken,
    set,
    refresh: async () => {
      if (!current) return false
      // A refresh token is good for one use: callers that find out together share one.
      refreshing ??= change(current.refreshToken).finally(() => (refreshing = undefined))
      return refreshing
    },
  }
}
