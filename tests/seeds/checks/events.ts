/** Events: each is in the published catalogue under the documents' name for it, and was said when its time came. */
import { expect } from 'vitest'
import { different, each, joined, later, pass, type Verdict, type Verdicts } from '../verdict.ts'
import { eventually, type World } from '../world.fixture.ts'
import { asked, order, product, purchase } from './asking.ts'

type Message = { readonly name: string; readonly 'x-aliases'?: readonly string[] }

const EVENTS =
  '004-E001=user_login 004-E002=user_created 004-E003=product_created 004-E004=product_updated 004-E005=order_created ' +
  '004-E006=order_confirmed 004-E007=payment_completed 004-E008=refund_issued 004-E009=inventory_updated ' +
  '004-E010=out_of_stock 004-E011=shipment_created 004-E012=status_updated 004-E016=search_performed ' +
  '004-E019=notification_sent 004-E020=notification_read 004-E021=tax_calculated 003-E001=order.created ' +
  '003-E002=order.updated 003-E003=payment.succeeded 003-E004=payment.failed 003-E005=notification.email ' +
  '003-E006=notification.sms 001-E002=payment.succeeded 001-E003=order.confirmed'

const deeds = new WeakMap<World, Promise<void>>()

/** Everything that has to happen for the events to be said, once. */
function allDone(world: World): Promise<void> {
  const done = deeds.get(world) ?? doAll(world)
  deeds.set(world, done)
  return done
}

async function doAll(world: World): Promise<void> {
  const { token, email, order: bought } = await purchase(world)
  const admin = await world.admin()
  await asked(world, 200, 'POST', '/api/v1/auth/login', { body: { email, password: 'a good password' } })
  const last = await product(world, 1)
  await asked(world, 200, 'PATCH', `/api/v1/products/${last.id}`, { token: admin, body: { price: 41 } })
  const declined = await order(world, token, last.id, { payment: { token: 'tok_declined' } })
  expect(declined.status).toBe(402)
  const sold = await order(world, token, last.id)
  expect(sold.status).toBe(201)
  await asked(world, 200, 'POST', `/api/v1/orders/${bought.body.id}/ship`, { token: admin, body: {} })
  await asked(world, 200, 'POST', `/api/v1/orders/${bought.body.id}/deliver`, { token: admin, body: {} })
  const back = await product(world, 1)
  const { body: regretted } = await order(world, token, back.id)
  await asked(world, 200, 'POST', `/api/v1/orders/${regretted.id}/cancel`, { token, body: {} })
  await asked(world, 200, 'GET', '/api/v1/search?q=telescope')
  await asked(world, 200, 'POST', '/api/v1/tax/calculate', {
    body: { country: 'IT', currency: 'EUR', amount: 10 },
  })
  await world.ask('POST', '/api/v1/notifications/sms', {
    token: admin,
    body: { to: '+15551234567', message: 'Your parcel is waiting.' },
  })
  const { items } = await eventually(
    async () => (await world.ask('GET', '/api/v1/notifications', { token })).body,
    ({ items: told }) => told.length > 0,
  )
  await asked(world, 200, 'POST', `/api/v1/notifications/${items[0].id}/read`, { token })
}

/** Its event is in asyncapi.json under that name, and in the outbox of its service. */
function isSaid(name: string): Verdict {
  return pass(
    `\`/asyncapi.json\` knows \`${name}\`, and the outbox has it after its cause`,
    async (world) => {
      const { body } = await asked(world, 200, 'GET', '/asyncapi.json')
      const known = Object.values<Message>(body.components.messages).filter(
        ({ name: full, 'x-aliases': aliases = [] }) => full === name || aliases.includes(name),
      )
      expect(known.length, `nothing is also known as ${name}`).toBeGreaterThan(0)
      await allDone(world)
      const count = async () => {
        const counts = known.map(async ({ name: full }) => {
          const [row] = await world.rows(
            full.split('.')[0] ?? '',
            'select count(*)::int as n from outbox_event where type = $1',
            [full],
          )
          return row?.['n'] as number
        })
        return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0)
      }
      expect(await eventually(count, (n) => n > 0)).toBeGreaterThan(0)
    },
  )
}

const ASKED_INSTEAD = different(
  'a buyer wants to know at once whether the order stands',
  'the order asks stock, then payment, itself and waits for each answer (docs/decisions/0005-saga.md)',
)

export const events: Verdicts = joined([
  Object.fromEntries(
    EVENTS.split(' ').map((entry) => {
      const [id = '', name = ''] = entry.split('=')
      return [id, isSaid(name)]
    }),
  ),
  each('001-E001', later('the Kafka adapter')),
  each('004-E013', later('promotions')),
  each('004-E014 004-E015', later('reviews')),
  each('004-E017 004-E018', later('favourites')),
  each('004-E022 004-E023', later('discovery')),
  each('004-E024 004-E026', ASKED_INSTEAD),
  each(
    '004-E025',
    different(
      'an order that is made may still be declined',
      'the confirmation goes out at `order.confirmed`, so nobody is thanked for an order that does not stand',
    ),
  ),
])
