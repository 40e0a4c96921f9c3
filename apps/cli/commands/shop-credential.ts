/** `rialto shop credential`: what the pages show to the gateway when they run on a machine of their own. */
import { installationSecret, shopCredential } from '@rialto/server/secret'
import type { Command } from '../arguments.ts'
import { show } from '../asking.ts'
import { DATA, localConfig } from '../local.ts'

export const shopCredentialShow: Command = {
  name: 'shop credential',
  about: 'the credential by which the process of the shop’s pages hears of changes',
  examples: ['RIALTO_SHOP_CREDENTIAL="$(rialto shop credential)" node apps/storefront/server.ts'],
  flags: DATA,
  run: async (context) => {
    const { secret, dataDir } = localConfig(context)
    const credential = shopCredential(secret ?? installationSecret(dataDir))
    show(context, { credential }, () => `${credential}\n`)
  },
}
