/** An amount as it is charged. */
import { formatMoney } from '../../region/money.ts'

export function Money({ amount, currency }: { readonly amount: number; readonly currency: string }) {
  return <span className="whitespace-nowrap">{formatMoney(amount, currency, 'en')}</span>
}
