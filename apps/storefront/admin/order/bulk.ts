/** What can be done with many orders at once, by who may send them. */
import type { Bulk } from '../ui/table/bulk-bar.tsx'
import { deliverOrders, shipOrders } from './bulk-acts.ts'

export const ORDER_BULK: readonly Bulk[] = [
  {
    label: 'Ship',
    action: shipOrders,
    question: {
      title: 'Ship {count} orders?',
      text: 'Each gets a tracking number of the shop’s own carrier, and its customer is told. Those that cannot be shipped stay as they are and are listed.',
      confirm: 'Ship {count} orders',
    },
    done: 'Shipped: {count}.',
  },
  {
    label: 'Mark as delivered',
    action: deliverOrders,
    question: {
      title: 'Have {count} orders arrived?',
      text: 'Their customers are told. Those that are not on their way stay as they are and are listed.',
      confirm: 'They have arrived',
    },
    done: 'Delivered: {count}.',
  },
]
