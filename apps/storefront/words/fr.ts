/** French. */
import type { Words } from './words.ts'
import account from './fr/account.json'
import cart from './fr/cart.json'
import checkout from './fr/checkout.json'
import delivery from './fr/delivery.json'
import faults from './fr/faults.json'
import home from './fr/home.json'
import layout from './fr/layout.json'
import order from './fr/order.json'
import own from './fr/own.json'
import product from './fr/product.json'
import search from './fr/search.json'

export const fr: Words = {
  account,
  cart,
  checkout,
  delivery,
  faults,
  home,
  layout,
  order,
  own,
  product,
  search,
}
