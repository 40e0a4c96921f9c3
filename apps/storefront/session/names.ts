/** The cookies of the shop, all of them out of reach of scripts but for the choice of theme. */

/** Over TLS the browser is held to it: only this host may set them, only for itself, only over TLS (RFC 6265bis). */
export function cookieNames(isSecure: boolean) {
  const prefix = isSecure ? '__Host-' : ''
  return {
    access: `${prefix}rialto_access`,
    refresh: `${prefix}rialto_refresh`,
    cart: `${prefix}rialto_cart`,
    draft: `${prefix}rialto_draft`,
    wayBack: `${prefix}rialto_way_back`,
  } as const
}

export const REGION_COOKIE = 'rialto_region'
export const THEME_COOKIE = 'rialto_theme'

export const YEAR_SECONDS = 365 * 24 * 60 * 60
/** As long as an unused session lives at the shop's accounts. */
export const REFRESH_SECONDS = 30 * 24 * 60 * 60
export const CART_SECONDS = 90 * 24 * 60 * 60
/** As long as somebody may look for their card. */
export const DRAFT_SECONDS = 60 * 60
/** As long as an order waits for its payment, and a little more. */
export const WAY_BACK_SECONDS = 20 * 60
/** An access token is taken for ended a little early, so that none ends on its way. */
export const ACCESS_MARGIN_SECONDS = 30
