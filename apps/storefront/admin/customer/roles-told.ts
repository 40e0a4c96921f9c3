/** What each role is for, in a few words for whoever gives it; in full it is a table of the contracts (roles.ts). */
const WHAT_FOR: Readonly<Record<string, string>> = {
  customer: 'Buys in the shop',
  support: 'Orders, refunds, customers',
  fulfilment: 'Sends orders, takes returns',
  merchandiser: 'Products, stock, search',
  admin: 'Everything, and who may do what',
}

export function roleTold(role: string): string {
  return WHAT_FOR[role] ?? ''
}
