/** Arabic. */
import type { Words } from './words.ts'
import account from './ar/account.json'
import cart from './ar/cart.json'
import checkout from './ar/checkout.json'
import delivery from './ar/delivery.json'
import faults from './ar/faults.json'
import home from './ar/home.json'
import layout from './ar/layout.json'
import order from './ar/order.json'
import own from './ar/own.json'
import product from './ar/product.json'
import search from './ar/search.json'

export const ar: Words = {
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
