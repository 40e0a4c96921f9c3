/** `rialto health`: one word for a monitor, of the platform or of one service. */
import { gatewayUrl, openApi } from '../api.ts'
import type { Command } from '../arguments.ts'
import { show } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { printable } from '../terminal.ts'

type Health = {
  readonly status?: string
  readonly services?: Readonly<Record<string, { readonly status: string; readonly latencyMs: number }>>
}

export const health: Command = {
  name: 'health',
  about: 'one word for a monitor: ok, degraded or down, of the platform or of one service',
  examples: ['rialto health', 'rialto health order && echo well'],
  words: [{ name: 'SERVICE', about: 'one of those that `rialto status` lists', optional: true }],
  flags: {},
  run: async (context) => {
    const { flags, terminal, words } = context
    const url = gatewayUrl(flags['url'], terminal.env)
    const { body } = await openApi(url).look<Health>({ method: 'GET', path: '/health' })
    const [service] = words
    const found = service === undefined ? body : body.services?.[service]
    if (found?.status === undefined) {
      throw service === undefined
        ? new Failure(EXIT.failure, `${url} answers, but not like Rialto.`)
        : new Failure(EXIT.notFound, `There is no service ${service}.`, 'rialto status lists them.')
    }
    const { status } = found
    show(context, { url, service: service ?? null, status }, () => `${printable(status)}\n`)
    if (status !== 'ok') throw new Failure(EXIT.failure, `${service ?? 'The platform'} is not well.`)
  },
}
