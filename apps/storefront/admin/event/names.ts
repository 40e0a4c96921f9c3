/** The services of the shop, in the order in which an order meets them. */
export const CONTRACT_NAMES = [
  'identity',
  'profile',
  'catalog',
  'search',
  'cart',
  'inventory',
  'tax',
  'shipping',
  'payment',
  'order',
  'notification',
] as const
