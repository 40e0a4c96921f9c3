/** Who ordered, and where it goes. */
import type { OrderView } from '@rialto/contracts/order'
import { isProblem } from '@rialto/client'
import { countryName } from '../../region/countries.ts'
import { myShop } from '../../session/shop.ts'
import { nameOf } from '../customer/account.tsx'
import type { Staff } from '../shell/staff.ts'
import { Panel } from '../ui/panel.tsx'

export async function CustomerPanel({ order, staff }: { readonly order: OrderView; readonly staff: Staff }) {
  const account = order.userId !== null && staff.may('users:read') ? await findUser(order.userId) : undefined
  const email = order.email ?? account?.email ?? null
  return (
    <Panel title="Customer">
      <div className="grid gap-1 text-note">
        {account ? (
          <a href={`/admin/customers/${account.id}`} className="font-medium text-link hover:underline">
            {nameOf(account)}
          </a>
        ) : (
          <p className="font-medium">
            {order.userId === null ? 'Guest' : (order.shippingAddress?.name ?? 'Has an account')}
          </p>
        )}
        {email !== null && (
          <a href={`mailto:${email}`} className="break-all text-link hover:underline">
            {email}
          </a>
        )}
        {order.userId !== null && (
          <a href={`/admin/orders?userId=${order.userId}`} className="text-link hover:underline">
            All their orders
          </a>
        )}
      </div>
    </Panel>
  )
}

export function AddressPanel({ address }: { readonly address: OrderView['shippingAddress'] }) {
  return (
    <Panel title="Goes to">
      {address === null ? <p className="text-muted">No address was given.</p> : <Address address={address} />}
    </Panel>
  )
}

export function Address({ address }: { readonly address: NonNullable<OrderView['shippingAddress']> }) {
  const { name, street, line2, city, state, zipCode, country, phone } = address
  const town = [zipCode, city, state].filter(Boolean).join(' ')
  const lines = [name, street, line2, town, countryName(country, 'en'), phone]
  return (
    <address className="text-note not-italic">
      {lines.filter(Boolean).map((line, index) => (
        <span key={index} className="block [overflow-wrap:anywhere]">
          {line}
        </span>
      ))}
    </address>
  )
}

async function findUser(id: string) {
  try {
    return await (await myShop()).identity.user({ params: { id } })
  } catch (error) {
    if (isProblem(error, 'unknown_user')) return undefined
    throw error
  }
}
