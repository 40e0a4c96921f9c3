/** What each figure must reach, and what it would be proud of. The limits come from what a prototype of this very path measured. */
import type { Bar } from './report/figures.ts'

const rate = (figure: string, must: number, moonshot: number): Bar => ({
  figure,
  unit: '/s',
  direction: 'at least',
  must,
  moonshot,
})
const ms = (figure: string, must: number, moonshot: number): Bar => ({
  figure,
  unit: 'ms',
  direction: 'at most',
  must,
  moonshot,
})
const seconds = (figure: string): Bar => ({ figure, unit: 's', direction: 'at most' })
const cost = (figure: string): Bar => ({ figure, unit: 'ms', direction: 'at most' })

export const BARS = {
  orders: rate('orders, 64 clients', 3000, 4000),
  ordersP50: cost('orders, 64 clients, p50'),
  ordersP99: ms('orders, 64 clients, p99', 50, 35),
  cpuPerOrder: ms('processor per order, Node + PostgreSQL', 0.5, 0.36),
  nodeCpuPerOrder: cost('processor per order, Node'),
  postgresCpuPerOrder: cost('processor per order, PostgreSQL'),
  hot: rate('orders, one hot SKU, 64 clients', 3000, 4000),
  hotP99: ms('orders, one hot SKU, 64 clients, p99', 50, 35),
  many: rate('orders, 256 clients', 3800, 5000),
  manyP99: ms('orders, 256 clients, p99', 120, 90),
  lone: { figure: 'orders, 1 client', unit: '/s', direction: 'at least' },
  loneP50: ms('orders, 1 client, p50', 4, 2.5),
  cart: rate('add to cart, 64 clients', 3000, 5000),
  cartP99: cost('add to cart, 64 clients, p99'),
  product: { figure: 'product by id', unit: '/s', direction: 'at least' },
  productShare: {
    figure: 'product by id, of raw Fastify',
    unit: '',
    direction: 'at least',
    must: 0.7,
    moonshot: 0.85,
  },
  list: { figure: 'list of 20', unit: '/s', direction: 'at least' },
  listShare: {
    figure: 'list of 20, of raw Fastify',
    unit: '',
    direction: 'at least',
    must: 0.4,
    moonshot: 0.7,
  },
  search: rate('search with facets, 8 clients, as people ask', 600, 1500),
  searchP99: cost('search, as people ask, p99'),
  searchCpu: cost('processor per search, as people ask'),
  searchLoneP50: {
    figure: 'search, 1 client, no question twice, p50',
    unit: 'ms',
    direction: 'at most',
    must: 5,
  },
  searchUncached: rate('search with facets, 8 clients, no question twice', 600, 1500),
  searchUncachedP99: cost('search, no question twice, p99'),
  searchUncachedCpu: cost('processor per search, no question twice'),
  searchFresh: { figure: 'change to found, slowest of 5', unit: 'ms', direction: 'at most', must: 1000 },
  relevance: { figure: 'relevance, nDCG@10 of judged queries', unit: '', direction: 'at least', must: 0.95 },
  relevanceShare: {
    figure: 'relevance, of BM25 over the same text',
    unit: '',
    direction: 'at least',
    must: 1,
  },
  eventLag: ms('event to consumer at 500 orders/s, p99', 50, 10),
  mailLag: cost('order answered to mail visible, p99'),
  caughtUp: { figure: 'consumers caught up after load', unit: 'ms', direction: 'at most', must: 1000 },
  nodeMemory: {
    figure: 'memory of the platform after load',
    unit: 'MB',
    direction: 'at most',
    must: 300,
    moonshot: 200,
  },
  postgresMemory: {
    figure: 'memory of PostgreSQL after load',
    unit: 'MB',
    direction: 'at most',
    must: 400,
    moonshot: 200,
  },
  firstStart: seconds('first start of a fresh clone'),
  secondStart: seconds('second start'),
  startToCheckout: seconds('start to the first checkout'),
  killToCheckout: seconds('kill -9 of everything to the first checkout'),
  killBeyondStart: { ...seconds('of it beyond a start'), must: 5 },
} satisfies Record<string, Bar>
