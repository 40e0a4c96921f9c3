/** `rialto user create-admin`: the first account that may do everything, made beside the databases. */
import { identity } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { systemPorts } from '@rialto/kernel/ports/system'
import type { Command } from '../arguments.ts'
import { DRY_RUN, isDryRun, secret, show, textOf } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { DATA, localConfig, locally } from '../local.ts'

const ADMIN = 'admin'
const CALL_MS = 30_000

export const createAdmin: Command = {
  name: 'user create-admin',
  about: 'make an account that may do everything, or make an admin of one that is there',
  examples: [
    'rialto user create-admin --email me@shop.example',
    'pass show shop/admin | rialto user create-admin --email me@shop.example',
  ],
  flags: {
    email: { type: 'string', value: 'EMAIL', about: 'whose account; needed' },
    ...DATA,
    ...DRY_RUN,
  },
  run: async (context) => {
    const email = textOf(context, 'email')
    if (email === undefined) throw new Failure(EXIT.usage, 'Whose account?', 'Say it: --email EMAIL')
    const config = localConfig(context)
    if (isDryRun(context))
      return show(context, { dryRun: true, email }, () => `Would make ${email} an admin.\n`)
    const { withPlatform } = await import('@rialto/server/workbench')
    const outcome = await locally(() =>
      withPlatform(config, systemPorts, [identity.name], async (platform) => {
        const client = platform.client(identity, 'cli')
        const call = (): Call => ({
          caller: { kind: 'service', name: 'cli' },
          requestId: systemPorts.ids.next('req'),
          deadline: systemPorts.clock.now() + CALL_MS,
        })
        const { items } = await client.users({ query: { q: email } }, call())
        const found = items.find((account) => account.email?.toLowerCase() === email.toLowerCase())
        const made = found === undefined
        const id =
          found?.id ??
          (
            await client
              .register(
                {
                  headers: {},
                  body: { email, password: await secret(context, 'RIALTO_PASSWORD', 'Password: ') },
                },
                call(),
              )
              .catch(refused)
          ).user.id
        const roles = [...new Set([...(found?.roles ?? []), ADMIN])]
        await client.setRoles({ params: { id }, body: { roles } }, call())
        return { id, email, roles, made }
      }),
    )
    show(
      context,
      outcome,
      () => `${outcome.made ? 'Made' : 'Changed'} ${email}: ${outcome.roles.join(', ')}.\n`,
    )
  },
}

function refused(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  const errors = error.extras.errors?.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new Failure(EXIT.failure, `The account was refused: ${error.message}${errors ? ` ${errors}` : ''}`)
}
