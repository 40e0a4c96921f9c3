import type { Metadata } from 'next'
import { isProblem } from '@rialto/client'
import type { Invoice } from '@rialto/contracts/order'
import { Address } from '../../../../../admin/order/customer-panel.tsx'
import { Paper } from '../../../../../admin/print/paper.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Missing } from '../../../../../admin/shell/missing.tsx'
import { Money } from '../../../../../admin/ui/money.tsx'
import { dayText } from '../../../../../admin/ui/time.ts'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Invoice' }

export default guarded('orders:read', async ({ params: { id = '' } }) => {
  const invoice = await findInvoice(id)
  if (!invoice) return <Missing />
  const { number, issuedAt, orderNumber, seller, buyer, lines, shipping, taxes, currency } = invoice
  return (
    <Paper title={`Invoice ${number}`}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="page-title">Invoice {number}</h1>
          <p className="mt-1 text-muted">
            {dayOf(issuedAt)}, order {orderNumber} of {dayOf(invoice.orderedAt)}, paid {dayOf(invoice.paidAt)}
          </p>
        </div>
        <address className="text-end text-note not-italic">
          <strong>{seller.name}</strong>
          {seller.address.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          {seller.taxId !== null && <span className="block">{seller.taxId}</span>}
        </address>
      </div>
      <div className="mt-8 print:mt-5">
        {buyer.address && <Address address={buyer.address} />}
        {buyer.email !== null && <p className="text-note">{buyer.email}</p>}
      </div>
      <table className="mt-8 w-full text-note print:mt-5">
        <thead>
          <tr className="border-b-2 border-ink">
            <th scope="col" className="py-1.5 text-start">
              Product
            </th>
            {['Pieces', 'Price', 'Net', 'Tax', 'Sum'].map((title) => (
              <th key={title} scope="col" className="py-1.5 ps-3 text-end">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id: line, sku, name, quantity, price, net, taxRate, gross }) => (
            <tr key={line} className="border-b border-hairline align-top">
              <td className="py-2 print:py-0.5">
                {name}
                <span className="block text-small text-muted">{sku}</span>
              </td>
              <td className="py-2 ps-3 text-end print:py-0.5">{quantity}</td>
              <Amount amount={price} currency={currency} />
              <Amount amount={net} currency={currency} />
              <td className="py-2 ps-3 text-end print:py-0.5">{taxRate} %</td>
              <Amount amount={gross} currency={currency} />
            </tr>
          ))}
          <tr className="border-b border-hairline">
            <td className="py-2 print:py-0.5" colSpan={3}>
              Shipping, {shipping.method}
            </td>
            <Amount amount={shipping.net} currency={currency} />
            <td className="py-2 ps-3 text-end print:py-0.5">{shipping.taxRate} %</td>
            <Amount amount={shipping.gross} currency={currency} />
          </tr>
        </tbody>
      </table>
      <dl className="ms-auto mt-4 grid w-72 gap-1 text-note">
        <Sum name="Net" amount={invoice.net} currency={currency} />
        {taxes.map(({ taxRate, tax }) => (
          <Sum key={taxRate} name={`Tax ${taxRate} %`} amount={tax} currency={currency} />
        ))}
        <Sum name="Paid" amount={invoice.gross} currency={currency} isLast />
      </dl>
    </Paper>
  )
})

function Amount({ amount, currency }: { readonly amount: number; readonly currency: string }) {
  return (
    <td className="py-2 ps-3 text-end print:py-0.5">
      <Money amount={amount} currency={currency} />
    </td>
  )
}

function Sum({
  name,
  amount,
  currency,
  isLast = false,
}: {
  readonly name: string
  readonly amount: number
  readonly currency: string
  readonly isLast?: boolean
}) {
  return (
    <div
      className={`flex justify-between gap-4 ${isLast ? 'mt-1 border-t-2 border-ink pt-2 text-lead font-bold' : ''}`}
    >
      <dt>{name}</dt>
      <dd>
        <Money amount={amount} currency={currency} />
      </dd>
    </div>
  )
}

/** The day by the calendar of the books, whoever prints it. */
function dayOf(at: string): string {
  return dayText(at, new Date(0), 'UTC')
}

async function findInvoice(id: string): Promise<Invoice | undefined> {
  try {
    return await (await myShop()).order.invoice({ params: { id } })
  } catch (error) {
    if (isProblem(error, 'unknown_order', 'no_invoice', 'validation_failed')) return undefined
    throw error
  }
}
