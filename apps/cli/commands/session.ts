/** `rialto login`, `logout`, `token`: who one is at a platform. */
import { gatewayUrl, openApi } from '../api.ts'
import type { Command } from '../arguments.ts'
import { secret, show, textOf } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { keepSession, readSession, sessionFile, sessionOf, signedInApi, type SignedIn } from '../session.ts'
import { printable } from '../terminal.ts'

export const login: Command = {
  name: 'login',
  about: 'sign in, and stay signed in for the commands that follow',
  examples: [
    'rialto login --email admin@ecommerce.local',
    'pass show rialto | rialto login --email me@shop.example --url https://shop.example',
  ],
  flags: {
    email: { type: 'string', value: 'EMAIL', about: 'whose account; a username does as well' },
    otp: { type: 'string', value: 'CODE', about: 'the code of the second factor, if the account has one' },
  },
  run: async (context) => {
    const { flags, terminal } = context
    const url = gatewayUrl(flags['url'], terminal.env)
    const identifier =
      textOf(context, 'email') ?? terminal.env['RIALTO_EMAIL'] ?? (await terminal.ask('Email: '))
    if (!identifier) throw new Failure(EXIT.usage, 'Whose account?', 'Say it: --email EMAIL')
    const password = await secret(context, 'RIALTO_PASSWORD', 'Password: ')
    const otp = textOf(context, 'otp')
    const { body } = await openApi(url).ask<SignedIn>({
      method: 'POST',
      path: '/api/v1/auth/login',
      body: { identifier, password, ...(otp === undefined ? {} : { otp }) },
    })
    const session = sessionOf(body)
    keepSession(terminal.env, url, session)
    show(context, { url, user: session.user, expiresAt: session.expiresAt }, () =>
      printable(
        `Signed in at ${url} as ${session.user.email ?? session.user.id} (${session.user.roles.join(', ')}).\n`,
      ),
    )
  },
}

export const logout: Command = {
  name: 'logout',
  about: 'end the session, here and at the platform',
  examples: ['rialto logout'],
  flags: {},
  run: async (context) => {
    const { flags, terminal } = context
    const url = gatewayUrl(flags['url'], terminal.env)
    const session = readSession(terminal.env, url)
    // Forgotten here first: a platform that is down must not keep anybody signed in at this machine.
    keepSession(terminal.env, url, undefined)
    if (session) {
      const { refreshToken } = session
      await openApi(url).look({ method: 'POST', path: '/api/v1/auth/logout', body: { refreshToken } })
    }
    show(context, { url, ended: session !== undefined }, () =>
      session ? `Signed out at ${url}.\n` : `Nobody was signed in at ${url}.\n`,
    )
  },
}

export const token: Command = {
  name: 'token',
  about: 'the access token, for other programs; renewed first where it ran out',
  examples: ['curl -H "Authorization: Bearer $(rialto token)" http://localhost:8000/api/v1/orders'],
  flags: {},
  run: async (context) => {
    const { token: accessToken } = await signedInApi(context)
    show(context, { accessToken, file: sessionFile(context.terminal.env) }, () => `${accessToken}\n`)
  },
}
