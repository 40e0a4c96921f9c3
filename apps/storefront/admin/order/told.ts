/** What the order service tells of money, written as the rest of the page writes it. */
import { formatMoney as spelled, toMinor } from '@rialto/kernel/money/money'
import { formatMoney } from '../../region/money.ts'

/** `177.31 USD were paid.` → `$177.31 were paid.` */
export function told(text: string, data: Readonly<Record<string, unknown>>): string {
  const { amount = data['total'], currency } = data
  if (typeof amount !== 'number' || typeof currency !== 'string') return text
  return text.replace(spelled(toMinor(amount, currency), currency), () => formatMoney(amount, currency, 'en'))
}
