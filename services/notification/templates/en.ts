/** The words in English: short, concrete and warm; each letter says what happened, what is safe, and what to do. */
import { formatMoney } from '@rialto/kernel/money/money'
import type { OrderWords } from '../domain.ts'
import type { Fact, Language, ReceiptWords } from './letter.ts'

export const english: Language = {
  tag: 'en',
  why: 'You get this mail because this address was given with an order at Rialto.',
  letters: {
    order_confirmed: ({ order, links }) => ({
      subject: `Your order ${order.number} is confirmed`,
      preview: `We have your payment of ${formatMoney(order.total, order.currency)} and are packing your things.`,
      heading: 'Thank you for your order',
      paragraphs: [
        ...hello(order),
        'Your payment has arrived and your things are put aside for you. We are packing them now, and will write again when the parcel leaves the house.',
      ],
      facts: [{ name: 'Order number', value: order.number }],
      receipt: receiptOf(order),
      button: { label: 'See your order', href: links.order },
      closing:
        'Changed your mind? Until the parcel leaves, you can cancel the order on that page and get everything back.',
    }),

    order_cancelled: ({ order, cause, links }) => ({
      subject: `Your order ${order.number} is cancelled`,
      preview: cause.paid ? 'What you paid is on its way back to you.' : 'You have not been charged.',
      heading: 'Your order is cancelled',
      paragraphs: [
        ...hello(order),
        `Order ${order.number} is cancelled and will not be sent.`,
        cause.paid
          ? `The ${formatMoney(order.total, order.currency)} you paid are on their way back to you. We will write again as soon as they are out of our hands.`
          : 'You have not been charged, and nothing is owed.',
      ],
      facts: [{ name: 'Reason', value: cause.reason }],
      button: { label: 'See your order', href: links.order },
      closing: 'If this comes as a surprise, look at the order and tell us there; we will put it right.',
    }),

    order_refunded: ({ order, cause, links }) => ({
      subject: `Your refund for order ${order.number}`,
      preview: `${formatMoney(cause.amount, cause.currency)} are on their way back to you.`,
      heading: 'Your money is on its way back',
      paragraphs: [
        ...hello(order),
        `We have given back ${formatMoney(cause.amount, cause.currency)} for order ${order.number}, the same way you paid. Banks take a few days to show it.`,
      ],
      facts: [
        { name: 'Order number', value: order.number },
        { name: 'Refund', value: formatMoney(cause.amount, cause.currency) },
      ],
      button: { label: 'See your order', href: links.order },
      closing: 'There is nothing for you to do.',
    }),

    order_shipped: ({ order, cause, links }) => ({
      subject: `Your order ${order.number} is on its way`,
      preview: 'Your parcel has left the house.',
      heading: 'Your parcel is on its way',
      paragraphs: [...hello(order), `Everything in order ${order.number} is packed and has left the house.`],
      facts: [
        ...(cause.carrier === null ? [] : [{ name: 'Carrier', value: cause.carrier }]),
        ...(cause.trackingNumber === null ? [] : [{ name: 'Tracking number', value: cause.trackingNumber }]),
      ],
      button: { label: 'Follow your order', href: links.order },
      closing: 'We will write once more when it has arrived.',
    }),

    order_delivered: ({ order, links }) => ({
      subject: `Your order ${order.number} has arrived`,
      preview: 'We hope you like it.',
      heading: 'Your parcel has arrived',
      paragraphs: [
        ...hello(order),
        `Order ${order.number} was handed over. We hope everything is as you wished.`,
      ],
      facts: [],
      button: { label: 'See your order', href: links.order },
      closing: 'Is something missing or broken? Look at the order and tell us there; we will put it right.',
    }),
  },
}

function hello({ name }: OrderWords): string[] {
  return name === null ? [] : [`Hello ${name},`]
}

function receiptOf(order: OrderWords): ReceiptWords {
  const money = (minor: number) => formatMoney(minor, order.currency)
  const sums: Fact[] = [{ name: 'Items', value: money(order.subtotal) }]
  if (order.discount > 0) sums.push({ name: 'Discount', value: `−${money(order.discount)}` })
  sums.push({ name: 'Shipping', value: order.shipping === 0 ? 'free' : money(order.shipping) })
  if (order.tax > 0) sums.push({ name: 'Tax', value: money(order.tax) })
  sums.push({ name: 'Total', value: money(order.total) })
  return {
    title: 'What you ordered',
    lines: order.lines.map(({ quantity, name, total }) => ({ quantity, name, total: money(total) })),
    sums,
  }
}
