/** An invoice as a sheet of paper. */
import type { ReactNode } from 'react'
import type { Invoice } from '@rialto/contracts/order'
import { currentLocale, here } from '../../page/here.ts'
import type { Locale } from '../../region/locales.ts'
import { formatMoney } from '../../region/money.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'
import { methodName } from '../checkout/quote.ts'
import { addressLines } from './address.ts'
import { PrintButton } from './print-button.tsx'

const CELL =
  'py-2 ps-2 text-end align-top tabular-nums first:ps-0 first:text-start sm:ps-4 print:py-0.5 print:leading-tight'
/** Below each other on a screen; in a row on paper, where 60 lines of goods take three sheets by it instead of five. */
const PART = "block print:inline print:before:content-['_·_']"

export function InvoicePaper({
  invoice,
  token,
}: {
  readonly invoice: Invoice
  readonly token: string | undefined
}) {
  const t = words('order')
  const locale = currentLocale()
  const { currency, seller, buyer, lines, shipping, taxes } = invoice
  const money = (amount: number) => formatMoney(amount, currency, locale)
  const rate = (percent: number) => percentText(percent, locale)
  const facts = [
    [t('invoiceDate'), dayText(invoice.issuedAt, locale)],
    [t('invoiceOrder'), invoice.orderNumber],
    [t('invoicePaid'), dayText(invoice.paidAt, locale)],
  ] as const
  const buyerLines = [...(buyer.address ? addressLines(buyer.address, locale) : []), buyer.email]
  return (
    <>
      <div className="mb-12 flex flex-wrap items-center justify-between gap-4 print:hidden">
        <a
          href={orderHref(invoice.orderId, token)}
          className="min-h-11 content-center underline underline-offset-4"
        >
          {t('invoiceBack')}
        </a>
        <PrintButton text={t('invoicePrint')} />
      </div>
      <div className="flex flex-wrap items-start justify-between gap-8">
        <h1 className="text-heading">{t('invoiceTitle', { number: invoice.number })}</h1>
        <dl className="grid grid-cols-[auto_auto] gap-x-6">
          {facts.map(([name, value]) => (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="font-semibold">{name}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="mt-8 grid gap-8 sm:grid-cols-2 print:mt-5 print:grid-cols-2">
        <Party
          title={t('invoiceFrom')}
          lines={[
            seller.name,
            ...seller.address,
            seller.taxId === null ? null : t('invoiceTaxId', { number: seller.taxId }),
          ]}
        />
        <Party title={t('invoiceTo')} lines={buyerLines} />
      </div>
      <table className="mt-8 w-full border-collapse print:mt-4 text-small sm:text-note">
        <caption className="pb-2 text-end text-small">{t('invoiceCurrency', { currency })}</caption>
        <thead className="border-b-2 border-ink">
          <tr>
            {(['Item', 'Net', 'Tax', 'Gross'] as const).map((name) => (
              <th key={name} scope="col" className={CELL}>
                {t(`invoice${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, sku, name, quantity, price, discount, ...taxed }) => (
            <Line key={id} taxed={taxed} money={money} rate={rate} name={name}>
              <bdi>{sku}</bdi>
              <span className={PART}>{t('each', { count: quantity, price: money(price) })}</span>
              {discount > 0 && (
                <span className={PART}>
                  {t('invoiceDiscount')} {money(-discount)}
                </span>
              )}
            </Line>
          ))}
          <Line taxed={shipping} money={money} rate={rate} name={words('checkout')('shipping')}>
            {methodName(shipping.method, shipping.method, locale)}
          </Line>
        </tbody>
        <tfoot className="border-t-2 border-ink">
          <Total name={t('invoiceNet')} value={money(invoice.net)} />
          {taxes.map(({ taxRate, tax }) => (
            <Total key={taxRate} name={t('invoiceTaxRate', { rate: rate(taxRate) })} value={money(tax)} />
          ))}
          <Total name={t('invoiceTotal')} value={money(invoice.gross)} isLast />
        </tfoot>
      </table>
    </>
  )
}

export function NoInvoice({ id, token }: { readonly id: string; readonly token: string | undefined }) {
  const t = words('order')
  return (
    <>
      <h1 className="text-heading">{t('noInvoiceTitle')}</h1>
      <p className="mt-3">{t('noInvoiceText')}</p>
      <a href={orderHref(id, token)} className={buttonStyle('outline', 'mt-8')}>
        {t('invoiceBack')}
      </a>
    </>
  )
}

function Line({
  name,
  taxed,
  money,
  rate,
  children,
}: {
  readonly name: string
  readonly taxed: Pick<Invoice['shipping'], 'net' | 'tax' | 'taxRate' | 'gross'>
  readonly money: (amount: number) => string
  readonly rate: (percent: number) => string
  /** What it is made of, in small. */
  readonly children: ReactNode
}) {
  return (
    <tr className="border-b border-hairline last:border-0">
      <th scope="row" className={`${CELL} font-normal [overflow-wrap:anywhere]`}>
        {name}
        <span className="block text-small">{children}</span>
      </th>
      <td className={CELL}>{money(taxed.net)}</td>
      <td className={CELL}>
        {money(taxed.tax)}
        <span className="block text-small">{rate(taxed.taxRate)}</span>
      </td>
      <td className={CELL}>{money(taxed.gross)}</td>
    </tr>
  )
}

function Party({ title, lines }: { readonly title: string; readonly lines: readonly (string | null)[] }) {
  return (
    <section className="min-w-0">
      <h2 className="text-note font-semibold">{title}</h2>
      <address className="mt-1 print:leading-snug [overflow-wrap:anywhere] not-italic">
        {lines
          .filter((line) => line !== null && line !== '')
          .map((line) => (
            <span key={line} className="block">
              <bdi>{line}</bdi>
            </span>
          ))}
      </address>
    </section>
  )
}

function Total({
  name,
  value,
  isLast = false,
}: {
  readonly name: string
  readonly value: string
  readonly isLast?: boolean
}) {
  return (
    <tr className={isLast ? 'font-bold sm:text-body' : ''}>
      <th scope="row" colSpan={3} className="pt-2 text-end font-[inherit]">
        {name}
      </th>
      <td className="ps-2 pt-2 text-end tabular-nums sm:ps-4">{value}</td>
    </tr>
  )
}

function orderHref(id: string, token: string | undefined): string {
  return here(
    `/orders/${encodeURIComponent(id)}${token === undefined ? '' : `?token=${encodeURIComponent(token)}`}`,
  )
}

/** 30 November 2026: an invoice is read in other years, too. */
function dayText(at: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(at))
}

function percentText(percent: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(percent / 100)
}
