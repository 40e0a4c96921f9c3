/** Many products changed at once: what a table of them is edited with. */
import { Amount, Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Product, Stock, VARIANTS_MAX } from './product.ts'

export const BULK_PRODUCTS_MAX = 200

const Refusal = Type.Object({
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.String(),
  title: Type.String(),
  detail: Type.Optional(Type.String()),
})

export const bulkRoutes = {
  bulk: {
    method: 'POST',
    path: '/api/v1/products/bulk',
    summary:
      'Set price and stock of up to 200 products and their variants; each product is done or refused by itself, and the answer says which',
    policy: { permission: 'products:write' },
    body: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            id: { ...Id, description: 'An id, a SKU or a slug' },
            price: Type.Optional(Amount),
            stock: Type.Optional({
              ...Stock,
              description:
                'How many can be bought from now on; of a product with variants it is counted by variant',
            }),
            variants: Type.Optional(
              Type.Array(
                Type.Object({ sku: Id, price: Type.Optional(Amount), stock: Type.Optional(Stock) }),
                {
                  maxItems: VARIANTS_MAX,
                  description: 'Of its variants those to change; the others keep price and stock as they are',
                },
              ),
            ),
            ifMatch: Type.Optional(
              Type.Union([Type.String({ minLength: 1, maxLength: 512 }), Type.Integer({ minimum: 1 })], {
                description: 'The `version` or the ETag that was read: refused if somebody else was faster',
              }),
            ),
          }),
          { minItems: 1, maxItems: BULK_PRODUCTS_MAX },
        ),
      },
      { examples: [{ items: [{ id: 'prod-laptop-001', price: 1249.99, stock: 40, ifMatch: 3 }] }] },
    ),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          id: { ...Id, description: 'As it was asked for' },
          ok: Type.Boolean(),
          product: Type.Optional({
            ...Product,
            description: 'As it is now; also beside a refusal of its stock, by when its price is changed',
          }),
          problem: Type.Optional({ ...Refusal, description: 'Where it is not ok' }),
        }),
        { description: 'In the order in which they were asked for' },
      ),
    }),
    problems: ['unknown_product', 'lost_update', 'stock_in_use'],
    idempotent: true,
  },
} as const
