/** `rialto status`: whether the platform is well, service by service. */
import { gatewayUrl, openApi } from '../api.ts'
import type { Command } from '../arguments.ts'
import { EXIT, Failure } from '../failure.ts'
import { printable } from '../terminal.ts'

type Health = {
  readonly status: string
  readonly services?: Readonly<Record<string, { readonly status: string; readonly latencyMs?: number }>>
}

export const status: Command = {
  name: 'status',
  about: 'whether the platform is well, service by service',
  examples: ['rialto status', 'rialto status --json', 'rialto status --url https://shop.example'],
  flags: {},
  run: async ({ flags, terminal, paint }) => {
    const url = gatewayUrl(flags['url'], terminal.env)
    const { body, ms } = await openApi(url).look<Health>({ method: 'GET', path: '/health' })
    if (typeof body.status !== 'string')
      throw new Failure(EXIT.failure, `${url} answers, but not like Rialto.`)
    const services = Object.entries(body.services ?? {})
    if (flags['json'] === true) {
      terminal.out(`${JSON.stringify({ url, ms: Math.round(ms), ...body })}\n`)
    } else {
      const mark = (state: string) => (state === 'ok' ? paint.good('✓') : paint.bad('✗'))
      const width = Math.max(0, ...services.map(([name]) => name.length))
      terminal.out(
        `${mark(body.status)} ${paint.strong(url)} ${printable(body.status)} ${paint.quiet(`${ms.toFixed(0)} ms`)}\n`,
      )
      for (const [name, { status: state, latencyMs }] of services) {
        const took = latencyMs === undefined ? '' : paint.quiet(` ${latencyMs} ms`)
        terminal.out(`  ${mark(state)} ${printable(name).padEnd(width)} ${printable(state)}${took}\n`)
      }
    }
    if (body.status !== 'ok')
      throw new Failure(EXIT.failure, 'Not everything is well.', 'The log in the data folder says more.')
  },
}
