/** German. */
import type { Words } from './words.ts'
import account from './de/account.json'
import cart from './de/cart.json'
import checkout from './de/checkout.json'
import delivery from './de/delivery.json'
import faults from './de/faults.json'
import home from './de/home.json'
import layout from './de/layout.json'
import order from './de/order.json'
import own from './de/own.json'
import product from './de/product.json'
import search from './de/search.json'

export const de: Words = {
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
