/** The words in English: short, concrete and warm; each letter says what happened, what is safe, and what to do. */
import { account } from './en-account.ts'
import type { Language, Matter } from './letter.ts'
import { moneyIn } from './money.ts'
import { receiptWith } from './receipt.ts'

const money = moneyIn('en')
const receiptOf = (matter: Matter) =>
  receiptWith(
    {
      title: 'What you ordered',
      items: 'Items',
      discount: 'Discount',
      shipping: 'Shipping',
      free: 'free',
      tax: 'Tax',
      total: 'Total',
    },
    money,
    matter,
  )

export const english: Language = {
  hello: (name) => `Hello ${name},`,
  why: 'You get this mail because this address was given at Rialto.',
  words: {
    ...account,

    order_confirmed: {
      subject: ({ number }) => `Your order ${number} is confirmed`,
      letter: ({ cause, matter, links }) => ({
        preview: 'We have your payment and are packing your things.',
        heading: 'Thank you for your order',
        paragraphs: [
          'Your payment has arrived and your things are put aside for you. We are packing them now, and will write again when the parcel leaves the house.',
        ],
        facts: [{ name: 'Order number', value: cause.number }],
        ...receiptOf(matter),
        button: { label: 'See your order', href: links.order },
        closing:
          'Changed your mind? Until the parcel leaves, you can cancel the order on that page and get everything back.',
      }),
    },

    payment_received: {
      subject: ({ number }) => `We have your payment for order ${number}`,
      letter: ({ cause, links }) => ({
        preview: `${money(cause.amount, cause.currency)} have arrived.`,
        heading: 'Your payment has arrived',
        paragraphs: [
          `We have received ${money(cause.amount, cause.currency)} for order ${cause.number}. Thank you; nothing more is owed.`,
        ],
        facts: [
          { name: 'Order number', value: cause.number },
          { name: 'Received', value: money(cause.amount, cause.currency) },
        ],
        button: { label: 'See your order', href: links.order },
        closing: 'There is nothing for you to do.',
      }),
    },

    order_cancelled: {
      subject: ({ number }) => `Your order ${number} is cancelled`,
      letter: ({ cause, matter: { receipt }, links }) => ({
        preview: cause.paid ? 'What you paid is on its way back to you.' : 'You have not been charged.',
        heading: 'Your order is cancelled',
        paragraphs: [
          `Order ${cause.number} is cancelled and will not be sent.`,
          cause.paid
            ? `${receipt ? `The ${money(receipt.total, receipt.currency)} you paid are` : 'What you paid is'} on the way back to you. We will write again as soon as it is out of our hands.`
            : 'You have not been charged, and nothing is owed.',
        ],
        facts: [{ name: 'Reason', value: cause.reason }],
        button: { label: 'See your order', href: links.order },
        closing: 'If this comes as a surprise, look at the order and tell us there; we will put it right.',
      }),
    },

    order_refunded: {
      subject: ({ number }) => `Your refund for order ${number}`,
      letter: ({ cause, matter: { receipt }, links }) => ({
        preview: `${money(cause.amount, cause.currency)} are on their way back to you.`,
        heading: 'Your money is on its way back',
        paragraphs: [
          receipt && cause.amount < receipt.total
            ? `We have given back ${money(cause.amount, cause.currency)} of the ${money(receipt.total, receipt.currency)} of order ${cause.number}, the same way you paid. Banks take a few days to show it.`
            : `We have given back ${money(cause.amount, cause.currency)} for order ${cause.number}, the same way you paid. Banks take a few days to show it.`,
        ],
        facts: [
          { name: 'Order number', value: cause.number },
          { name: 'Refund', value: money(cause.amount, cause.currency) },
        ],
        button: { label: 'See your order', href: links.order },
        closing: 'There is nothing for you to do.',
      }),
    },

    order_shipped: {
      subject: ({ number }) => `Your order ${number} is on its way`,
      letter: ({ cause, links }) => ({
        preview: 'Your parcel has left the house.',
        heading: 'Your parcel is on its way',
        paragraphs: [`Everything in order ${cause.number} is packed and has left the house.`],
        facts: [
          ...(cause.carrier === null ? [] : [{ name: 'Carrier', value: cause.carrier }]),
          ...(cause.trackingNumber === null
            ? []
            : [{ name: 'Tracking number', value: cause.trackingNumber }]),
        ],
        button: { label: 'Follow your order', href: links.order },
        closing: 'We will write once more when it has arrived.',
      }),
    },

    order_delivered: {
      subject: ({ number }) => `Your order ${number} has arrived`,
      letter: ({ cause, links }) => ({
        preview: 'We hope you like it.',
        heading: 'Your parcel has arrived',
        paragraphs: [`Order ${cause.number} was handed over. We hope everything is as you wished.`],
        facts: [],
        button: { label: 'See your order', href: links.order },
        closing: 'Is something missing or broken? Look at the order and tell us there; we will put it right.',
      }),
    },

    low_stock: {
      subject: ({ sku, available }) =>
        available > 0 ? `Only ${available} of ${sku} left` : `${sku} is sold out`,
      letter: ({ cause: { sku, available, threshold }, links }) => ({
        preview: `The threshold is ${threshold}.`,
        heading: available > 0 ? 'Stock is running low' : 'Nothing is left',
        paragraphs: [
          `${available} of ${sku} can still be sold. You asked to be told at ${threshold} or fewer.`,
        ],
        facts: [
          { name: 'SKU', value: sku },
          { name: 'Available', value: String(available) },
        ],
        button: { label: 'Open the stock list', href: `${links.shop}/admin/inventory` },
        closing: 'You will hear of this SKU again when it was filled up and runs low once more.',
      }),
    },

    low_stock_list: {
      subject: ({ count }) => `${count} things run low`,
      letter: ({ cause: { lows, count }, links }) => ({
        preview: lows.map(({ sku }) => sku).join(', '),
        heading: 'Stock is running low',
        paragraphs: [
          `${count} SKUs fell to the number at which you asked to be told.`,
          ...(count > lows.length ? [`These are the ${lows.length} with the least left.`] : []),
        ],
        facts: lows.map(({ sku, available }) => ({
          name: sku,
          value: available > 0 ? `${available} left` : 'sold out',
        })),
        button: { label: 'Open the stock list', href: `${links.shop}/admin/inventory` },
        closing: 'You will hear of each of them again when it was filled up and runs low once more.',
      }),
    },

    message: {
      subject: ({ subject }) => subject,
      letter: ({ cause: { subject, text }, links }) => ({
        preview: subject,
        heading: subject,
        paragraphs: text.split(/\n\s*\n/),
        facts: [],
        button: { label: 'Go to the shop', href: links.shop },
        closing: 'Which topics reach you, you decide in your account.',
      }),
    },
  },
}
