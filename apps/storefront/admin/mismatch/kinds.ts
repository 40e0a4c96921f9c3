/** How the books of two may differ, in words. */
import type { MismatchView } from '@rialto/contracts/payment'

export const KINDS: Readonly<Record<MismatchView['kind'], string>> = {
  unknown_payment: 'The provider has a payment that we do not know',
  unknown_refund: 'The provider has a refund that we do not know',
  amount: 'The amounts differ',
  taken_but_ended: 'Money was taken for a payment that had ended',
  denied_but_taken: 'We took it for declined, and the provider took the money',
  refund_failed: 'A refund that we counted did not go through',
}
