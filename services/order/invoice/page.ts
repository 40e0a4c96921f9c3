/** An invoice as a page that a printer makes one sheet of: black on white, nothing to click. */
import type { Invoice } from '@rialto/contracts/order'
import { html, Html } from '@rialto/kernel/html/html'
import { formatMoney, toMinor } from '@rialto/kernel/money/money'

/** The page may hold this style and nothing else: no script, no picture, no frame around it. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const

const STYLE = `
  :root { font: 15px/1.5 system-ui, sans-serif; color: #000; background: #fff; }
  body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
  header, .parties { display: flex; justify-content: space-between; gap: 2rem; flex-wrap: wrap; }
  h1 { font-size: 1.6rem; margin: 0; }
  h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; margin: 1.5rem 0 .25rem; }
  dl { display: grid; grid-template-columns: auto auto; gap: 0 1rem; margin: 0; }
  dt { font-weight: 600; } dd { margin: 0; text-align: right; }
  address { font-style: normal; }
  table { width: 100%; border-collapse: collapse; margin-top: 1.5rem; }
  th, td { padding: .4rem .5rem; border-bottom: 1px solid #bbb; text-align: right; vertical-align: top; }
  th:first-child, td:first-child { text-align: left; padding-left: 0; }
  td + td { white-space: nowrap; font-variant-numeric: tabular-nums; }
  caption { text-align: right; font-size: .85rem; color: #333; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  tfoot th, tfoot td { border: 0; } tfoot tr:last-child { font-weight: 700; }
  small { color: #333; }
  @page { margin: 18mm; }
  @media print { body { max-width: none; margin: 0; padding: 0; font-size: 11pt; } }
`

export function invoicePage(invoice: Invoice): string {
  const { currency } = invoice
  // The currency stands above the table once, so that the columns stay narrow.
  const money = (amount: number) =>
    formatMoney(toMinor(amount, currency), currency).replace(` ${currency}`, '')
  const date = (at: string) => at.slice(0, '2026-01-01'.length)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Invoice ${invoice.number}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Invoice ${invoice.number}</h1>
          <dl>
            <dt>Date</dt>
            <dd>${date(invoice.issuedAt)}</dd>
            <dt>Order</dt>
            <dd>${invoice.orderNumber}</dd>
            <dt>Paid</dt>
            <dd>${date(invoice.paidAt)}</dd>
          </dl>
        </header>
        <div class="parties">
          <section>
            <h2>From</h2>
            <address>
              ${invoice.seller.name}${invoice.seller.address.map((line) => html`<br />${line}`)}
              ${invoice.seller.taxId === null ? null : html`<br />Tax number ${invoice.seller.taxId}`}
            </address>
          </section>
          <section>
            <h2>To</h2>
            <address>${buyer(invoice.buyer)}</address>
          </section>
        </div>
        <table>
          <caption>
            All amounts in ${currency}
          </caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Quantity</th>
              <th scope="col">Price</th>
              <th scope="col">Discount</th>
              <th scope="col">Net</th>
              <th scope="col">Tax</th>
              <th scope="col">Gross</th>
            </tr>
          </thead>
          <tbody>
            ${invoice.lines.map(
              (line) =>
                html`<tr>
                  <td>${line.name}<br /><small>${line.sku}</small></td>
                  <td>${line.quantity}</td>
                  <td>${money(line.price)}</td>
                  <td>${money(line.discount)}</td>
                  <td>${money(line.net)}</td>
                  <td>${money(line.tax)}<br /><small>${line.taxRate} %</small></td>
                  <td>${money(line.gross)}</td>
                </tr>`,
            )}
            <tr>
              <td>Shipping<br /><small>${invoice.shipping.method}</small></td>
              <td></td>
              <td></td>
              <td></td>
              <td>${money(invoice.shipping.net)}</td>
              <td>${money(invoice.shipping.tax)}<br /><small>${invoice.shipping.taxRate} %</small></td>
              <td>${money(invoice.shipping.gross)}</td>
            </tr>
          </tbody>
          <tfoot>
            <tr>
              <th colspan="6" scope="row">Net</th>
              <td>${money(invoice.net)}</td>
            </tr>
            ${invoice.taxes.map(
              ({ taxRate, tax }) =>
                html`<tr>
                  <th colspan="6" scope="row">Tax ${taxRate} %</th>
                  <td>${money(tax)}</td>
                </tr>`,
            )}
            <tr>
              <th colspan="6" scope="row">Total, paid</th>
              <td>${money(invoice.gross)}</td>
            </tr>
          </tfoot>
        </table>
      </body>
    </html>`.text
}

function buyer({ email, address }: Invoice['buyer']): readonly Html[] {
  const lines = address
    ? [address.name, address.street, address.line2, ...cityLines(address), address.country, email]
    : [email]
  return lines
    .filter((line) => line !== undefined && line !== null && line !== '')
    .map((line) => html`${line}<br />`)
}

/** Where the state stands between the city and its code, and where it has a line of its own. */
const STATE_BESIDE_CITY: ReadonlySet<string> = new Set(['US', 'CA', 'AU'])

function cityLines({ city, state, zipCode, country }: NonNullable<Invoice['buyer']['address']>) {
  if (state && STATE_BESIDE_CITY.has(country)) return [`${city}, ${state} ${zipCode}`]
  return [`${zipCode} ${city}`, state]
}
