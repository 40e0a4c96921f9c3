/** The words of the checkout that the page needs while somebody types; all others come with what the shop answers. */
import type { CardFault } from './card.ts'
import type { Fault } from './fields.ts'

export const TEXTS = [
  'contact', 'delivery', 'payment', 'change', 'toDelivery', 'toPayment', 'toCard', 'signIn', 'email', 'emailHint',
  'savedAddresses', 'newAddress', 'name', 'street', 'line2', 'addLine2', 'postcode', 'city', 'state', 'country',
  'method', 'savedMethods', 'newCard', 'number', 'numberHint', 'expiry', 'expiryHint', 'cvc', 'cvcHint', 'demo',
  'demoHint', 'useCard', 'cardChosen', 'otherCard', 'noCards', 'noCardsText', 'card', 'paying', 'payNote', 'summary',
  'problem', 'offline', 'back',
] as const // prettier-ignore

export const FAULTS = [
  'emailMissing', 'emailWrong', 'nameMissing', 'streetMissing', 'postcodeMissing', 'cityMissing', 'stateMissing',
  'countryMissing', 'numberMissing', 'numberShort', 'numberWrong', 'numberUnknown', 'expiryMissing', 'expiryWrong',
  'expiryPast', 'cvcMissing', 'cvcWrong',
] as const satisfies readonly (Fault | CardFault)[] // prettier-ignore

export type CheckoutTexts = Readonly<Record<(typeof TEXTS)[number] | (typeof FAULTS)[number], string>>
