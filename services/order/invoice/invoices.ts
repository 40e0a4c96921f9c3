/** Invoices: numbered when an order is paid, shown as data or as a page to print. */
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Job } from '@rialto/kernel/service/service'
import type { Database } from '@rialto/kernel/sql/database'
import { visibleOrder, type AccessNeeds } from '../access/access.ts'
import { loadContacts, loadEvents } from '../store.ts'
import { invoiceOf, paymentOf, type Seller } from './domain.ts'
import { invoicePage, PAGE_HEADERS } from './page.ts'
import { findInvoice, issueInvoices, markRead, readPaid, type IssuedInvoice } from './store.ts'

const EVENTS_PER_ROUND_MAX = 2_000
const ISSUE_EVERY_MS = 5_000
const PERSONAL = { 'cache-control': 'private, no-store' }

export type InvoiceNeeds = AccessNeeds & { readonly db: Database; readonly seller: Seller }

type Asked = {
  readonly params: { readonly id: string }
  readonly query?: { readonly token?: string; readonly format?: 'json' | 'html' }
  readonly headers?: { readonly accept?: string }
}

export function invoiceRoutes(needs: InvoiceNeeds) {
  const { db, seller } = needs

  /** The number that the order has, or else gets now: the job that gives them comes a little later. */
  async function issued(orderId: string, paidAt: string): Promise<IssuedInvoice> {
    const known = await findInvoice(db, orderId)
    if (known) return known
    await db.transaction((tx) => issueInvoices(tx, [{ orderId, paidAt }]))
    const fresh = await findInvoice(db, orderId)
    if (!fresh) throw new Error(`${orderId} got no invoice`)
    return fresh
  }

  return {
    invoice: async ({ params, query = {}, headers = {} }: Asked, call: Call) => {
      const state = await visibleOrder(needs, params.id, call, 'orders:read', query.token)
      const [events, contacts] = await Promise.all([loadEvents(db, state.id), loadContacts(db, [state.id])])
      const payment = paymentOf(events)
      if (!payment) {
        throw new Problem('no_invoice', {
          detail: `The order is ${state.status.replaceAll('_', ' ')}; there is an invoice once it is paid.`,
        })
      }
      const number = await issued(state.id, payment.paidAt)
      const invoice = invoiceOf(state, payment, number, seller, contacts.get(state.id))
      if ((query.format ?? wantedFormat(headers.accept)) === 'json') return Answer.of(invoice, 200, PERSONAL)
      return Answer.ofText(invoicePage(invoice), 200, { ...PAGE_HEADERS, ...PERSONAL })
    },
  }
}

/** A browser names HTML first; a client that names nothing, or anything, gets data. */
function wantedFormat(accept: string | undefined): 'json' | 'html' {
  const types = (accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase())
  const first = types.find((type) => type === 'text/html' || type === 'application/json')
  return first === 'text/html' ? 'html' : 'json'
}

/** Gives every paid order its number, in the order in which they were paid, a bite at a time and off the path of the order. */
export function invoiceJob({ db }: Pick<InvoiceNeeds, 'db'>): Job {
  return {
    name: 'issue-invoices',
    everyMs: ISSUE_EVERY_MS,
    run: () =>
      db.transaction(async (tx) => {
        const { paid, last } = await readPaid(tx, EVENTS_PER_ROUND_MAX)
        await issueInvoices(tx, paid)
        if (last !== undefined) await markRead(tx, last)
        // A bite without a payment is no end: others were paid behind it.
        return { more: last !== undefined }
      }),
  }
}
