/** The pages of an account, in the groups that its menu shows. */
import {
  Bell,
  CreditCard,
  Database,
  Home,
  KeyRound,
  MapPin,
  MonitorSmartphone,
  Package,
  ShieldCheck,
  User,
} from 'lucide-react'

export const WAYS = [
  {
    group: 'groupShopping',
    ways: [
      { name: 'orders', path: '/account/orders', Icon: Package },
      { name: 'addresses', path: '/account/addresses', Icon: MapPin },
      { name: 'paymentMethods', path: '/account/payment-methods', Icon: CreditCard },
    ],
  },
  {
    group: 'groupYou',
    ways: [
      { name: 'profile', path: '/account/profile', Icon: User },
      { name: 'notifications', path: '/account/notifications', Icon: Bell },
      { name: 'data', path: '/account/data', Icon: Database },
    ],
  },
  {
    group: 'groupSafety',
    ways: [
      { name: 'password', path: '/account/password', Icon: KeyRound },
      { name: 'secondFactor', path: '/account/second-factor', Icon: ShieldCheck },
      { name: 'sessions', path: '/account/sessions', Icon: MonitorSmartphone },
    ],
  },
] as const

export const OVERVIEW = { name: 'overview', path: '/account', Icon: Home } as const

export type WayName = (typeof WAYS)[number]['ways'][number]['name'] | 'overview'
