/** Tax on what is sold to where: the rates, and what they come to. */
import { contract, type Client, type Input, type Output } from '@rialto/kernel/contract/contract'
import {
  Amount,
  Currency,
  Id,
  Nullable,
  Time,
  described,
  line,
  listOf,
  listQuery,
  spelled,
} from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const LINES_MAX = 100
const CATEGORIES_MAX = 20
const QUANTITY_MAX = 10_000

/** Minor units. A hundred lines of the most still add up exactly. */
const Minor = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })

const ROUNDINGS = ['half_even', 'half_up', 'up', 'down'] as const

/** ISO 3166-1, alpha-2 or alpha-3, or the country’s name. */
const Country = line(56, 2)
const Region = line(64)
const Category = line(100)
const Percent = Type.Number({ minimum: 0, maximum: 100, description: 'Percent, two decimals at most: 7.25' })
const Inclusive = Type.Boolean({ description: 'Whether prices hold the tax already; it then adds nothing' })
const Rounding = Type.Enum(ROUNDINGS, {
  description: 'How a part of the smallest coin is rounded; half_even unless said',
})
const Name = line(64)

const Rate = Type.Object({
  id: Id,
  country: Type.String({ description: 'ISO 3166-1 alpha-2' }),
  region: Nullable(Type.String({ description: 'ISO 3166-2 without the country: CA; null for all of it' })),
  category: Nullable(Type.String({ description: 'A category’s id; null for all others' })),
  name: described(Name, 'As buyers read it: VAT, sales tax'),
  label: Type.String({ description: 'VAT 19 % in Germany' }),
  rate: Percent,
  inclusive: Inclusive,
  rounding: Rounding,
  updatedAt: Time,
})

const NewRate = Type.Object({
  country: Country,
  region: Type.Optional(spelled(Region, 'state')),
  category: Type.Optional(Category),
  name: Type.Optional(Name),
  rate: Percent,
  inclusive: Type.Optional(Inclusive),
  rounding: Type.Optional(Rounding),
})

const RateChange = Type.Object({
  name: Type.Optional(Name),
  rate: Type.Optional(Percent),
  inclusive: Type.Optional(Inclusive),
  rounding: Type.Optional(Rounding),
})

const Applied = Type.Object({
  label: Type.String(),
  rate: Percent,
  inclusive: Inclusive,
  amount: described(Amount, 'What is added, or for an inclusive rate what the prices hold'),
})

const Calculation = Type.Object({
  currency: Currency,
  country: Nullable(Type.String()),
  region: Nullable(Type.String()),
  subtotal: Amount,
  shipping: Amount,
  tax: described(Amount, 'What is added to the prices'),
  includedTax: described(Amount, 'What the prices hold already'),
  total: Amount,
  lines: Type.Array(Type.Object({ amount: Amount, tax: Amount, label: Type.String() })),
  shippingTax: Amount,
  rates: Type.Array(Applied),
})

const RatePath = Type.Object({ id: Id })
const CHANGING = ['unknown_rate', 'lost_update'] as const

export const tax = contract({
  name: 'tax',
  summary: 'Rates by country, region and category',
  problems: {
    unknown_rate: { status: 404, title: 'There is no such rate' },
    rate_exists: { status: 409, title: 'There is a rate for that place and category' },
    too_many_rates: { status: 409, title: 'The shop keeps as many rates as it can' },
  },
  routes: {
    rates: {
      method: 'GET',
      path: '/api/v1/tax/rates',
      summary: 'The rates by country, region and category',
      policy: 'public',
      query: listQuery({
        country: Type.Optional(Country),
        region: Type.Optional(spelled(Region, 'state')),
        category: Type.Optional(Category),
      }),
      output: listOf(Rate),
    },
    rate: {
      method: 'GET',
      path: '/api/v1/tax/rates/:id',
      summary: 'One rate',
      policy: 'public',
      params: RatePath,
      output: Rate,
      problems: ['unknown_rate'],
    },
    addRate: {
      method: 'POST',
      path: '/api/v1/tax/rates',
      summary: 'A rate for a country, a region of it, or a category there',
      policy: { permission: 'tax:write' },
      body: NewRate,
      output: Rate,
      status: 201,
      problems: ['rate_exists', 'too_many_rates'],
      idempotent: true,
    },
    changeRate: {
      method: 'PATCH',
      path: '/api/v1/tax/rates/:id',
      summary: 'Change a rate; place and category stay, orders that were placed keep their tax',
      policy: { permission: 'tax:write' },
      params: RatePath,
      body: RateChange,
      output: Rate,
      problems: CHANGING,
    },
    putRate: {
      method: 'PUT',
      path: '/api/v1/tax/rates/:id',
      summary: 'The same as PATCH',
      policy: { permission: 'tax:write' },
      params: RatePath,
      body: RateChange,
      output: Rate,
      problems: CHANGING,
    },
    removeRate: {
      method: 'DELETE',
      path: '/api/v1/tax/rates/:id',
      summary: 'Remove a rate; what it covered falls to the next broader one',
      policy: { permission: 'tax:write' },
      params: RatePath,
      output: Rate,
      problems: CHANGING,
    },
    calculate: {
      method: 'POST',
      path: '/api/v1/tax/calculate',
      summary: 'The tax on an amount or on items for a destination, with the rates that were used',
      policy: 'public',
      body: Type.Object({
        country: Type.Optional(Country),
        region: Type.Optional(spelled(line(64, 0), 'state')),
        currency: Type.Optional(described(Currency, 'USD unless said')),
        amount: Type.Optional(described(spelled(Amount, 'subtotal'), 'Instead of items')),
        items: Type.Optional(
          Type.Array(
            Type.Object({
              amount: described(spelled(Amount, 'price'), 'What one piece costs'),
              quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: QUANTITY_MAX })),
              category: Type.Optional(Category),
              sku: Type.Optional(Id),
            }),
            { minItems: 1, maxItems: LINES_MAX },
          ),
        ),
        category: Type.Optional(described(Category, 'Of the amount')),
        shipping: Type.Optional(Amount),
      }),
      output: Calculation,
    },
    assess: {
      method: 'POST',
      path: 'assess',
      summary: 'The tax on each line and on shipping for a destination, with the rates that were used',
      policy: 'service',
      body: Type.Object({
        currency: Currency,
        country: Nullable(described(line(2, 2), 'ISO 3166-1 alpha-2, in any case')),
        state: Nullable(described(line(64, 0), 'Code or name, where regions have rates of their own')),
        lines: Type.Array(
          Type.Object({
            sku: Id,
            amount: described(Minor, 'What the line costs after discounts'),
            categories: Type.Optional(
              Type.Array(Category, {
                maxItems: CATEGORIES_MAX,
                description:
                  'Ids from the root to its own; the nearest with a rate counts, else the general one',
              }),
            ),
          }),
          { maxItems: LINES_MAX },
        ),
        shipping: Minor,
      }),
      output: Type.Object({
        rate: Type.Integer({
          minimum: 0,
          maximum: 10_000,
          description: 'Basis points of the general rate: 875 is 8.75 %',
        }),
        label: Type.String(),
        lines: Type.Array(described(Minor, 'What is added; 0 where the price holds it already')),
        shipping: Minor,
        total: Type.Integer({ minimum: 0, description: 'What is added altogether' }),
        rates: Type.Array(
          Type.Object({
            label: Type.String(),
            rate: Type.Integer({ minimum: 0, maximum: 10_000 }),
            inclusive: Inclusive,
            amount: Type.Integer({ minimum: 0 }),
          }),
        ),
      }),
    },
  },
  events: {
    rates_changed: {
      version: 1,
      aliases: ['tax_rates_changed'],
      data: Type.Object({
        rateId: Id,
        country: Type.String(),
        region: Nullable(Type.String()),
        category: Nullable(Type.String()),
        /** Basis points; null for a rate that was removed. */
        rate: Nullable(Type.Integer()),
      }),
    },
    calculated: {
      version: 1,
      aliases: ['tax_calculated'],
      data: Type.Object({
        country: Nullable(Type.String()),
        region: Nullable(Type.String()),
        currency: Currency,
        taxable: Type.Integer(),
        tax: Type.Integer(),
        included: Type.Integer(),
      }),
    },
  },
})

type Routes = (typeof tax)['routes']

export type TaxClient = Client<typeof tax>
export type TaxRate = Output<Routes['rate']>
export type NewTaxRate = Input<Routes['addRate']>['body']
export type TaxRateChange = Input<Routes['changeRate']>['body']
export type TaxQuestion = Input<Routes['calculate']>['body']
export type TaxCalculation = Output<Routes['calculate']>
