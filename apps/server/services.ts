/** The services of the platform, with what each is given that depends on the profile. */
import { cartService } from '@rialto/cart'
import { catalogService } from '@rialto/catalog'
import { identityService } from '@rialto/identity'
import { inventoryService } from '@rialto/inventory'
import type { ServiceDefinition } from '@rialto/kernel/service/service'
import { notificationService } from '@rialto/notification'
import { orderService } from '@rialto/order'
import { paymentService, type Provider } from '@rialto/payment'
import { profileService } from '@rialto/profile'
import { searchService } from '@rialto/search'
import { shippingService } from '@rialto/shipping'
import { taxService } from '@rialto/tax'
import type { Files } from '@rialto/adapter-files/files'
import { openImages } from '@rialto/adapter-images/images'
import { smtpMailer } from '@rialto/adapter-smtp/mailer'
import type { Profile } from './config.ts'

/** What a price is an amount of where nobody says it (ISO 4217). */
export const SHOP_CURRENCY = 'USD'

export type ServiceSettings = {
  readonly profile: Profile
  readonly secret: string
  readonly openProvider: () => Provider
  readonly shopUrl: string
  readonly smtpUrl: string | undefined
  /** Where pictures are kept; without, none can be uploaded. */
  readonly files?: Files
}

/** In the order in which they start: who is asked stands before who asks, where there is no circle. */
export function services(settings: ServiceSettings): readonly ServiceDefinition[] {
  const { profile, secret, openProvider, shopUrl, smtpUrl, files } = settings
  const lenient = profile === 'demo'
  const definitions = [
    identityService({ profile, secret }),
    profileService,
    inventoryService,
    catalogService({
      anyUserMayCreate: lenient,
      currency: SHOP_CURRENCY,
      ...(files ? { pictures: { files, ...openImages() } } : {}),
    }),
    searchService(),
    cartService,
    taxService,
    shippingService,
    paymentService({ openProvider }),
    orderService({ lenient, secret, shopUrl }),
    notificationService({
      shopUrl,
      ...(smtpUrl === undefined ? {} : { outlets: { email: smtpMailer({ url: smtpUrl }) } }),
    }),
  ]
  // Each is typed by its own contract; the platform handles them all alike.
  return definitions as readonly unknown[] as readonly ServiceDefinition[]
}
