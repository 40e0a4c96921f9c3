/** English: the language that the others are held against. */
import account from './en/account.json'
import cart from './en/cart.json'
import checkout from './en/checkout.json'
import delivery from './en/delivery.json'
import faults from './en/faults.json'
import home from './en/home.json'
import layout from './en/layout.json'
import order from './en/order.json'
import own from './en/own.json'
import product from './en/product.json'
import search from './en/search.json'

export const en = { account, cart, checkout, delivery, faults, home, layout, order, own, product, search }
