/** `rialto openapi`: the description of the API that a platform serves. */
import { gatewayUrl, openApi } from '../api.ts'
import type { Command } from '../arguments.ts'

export const openapi: Command = {
  name: 'openapi',
  about: 'the OpenAPI document of the platform',
  examples: ['rialto openapi > openapi.json', "rialto openapi | jq '.paths | keys'"],
  flags: {
    events: { type: 'boolean', about: 'the AsyncAPI document of its events instead' },
  },
  run: async ({ flags, terminal }) => {
    const api = openApi(gatewayUrl(flags['url'], terminal.env))
    const name = flags['events'] === true ? 'asyncapi' : 'openapi'
    const { body } = await api.ask<object>({ method: 'GET', path: `/api/v1/${name}.json` })
    terminal.out(`${JSON.stringify(body, undefined, flags['json'] === true ? undefined : 2)}\n`)
  },
}
