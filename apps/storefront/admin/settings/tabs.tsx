/** What can be set, side by side. */
import type { Permission } from '@rialto/contracts/roles'
import type { Staff } from '../shell/staff.ts'

const TABS: readonly { readonly href: string; readonly label: string; readonly permission: Permission }[] = [
  { href: '/admin/settings/staff', label: 'Staff', permission: 'users:read' },
  { href: '/admin/settings/taxes', label: 'Taxes', permission: 'tax:write' },
  { href: '/admin/settings/delivery', label: 'Delivery', permission: 'orders:read' },
  { href: '/admin/settings/messages', label: 'Messages', permission: 'notifications:read' },
]

export function SettingsTabs({ current, staff }: { readonly current: string; readonly staff: Staff }) {
  return (
    <nav aria-label="Settings" className="mb-4">
      <ul className="flex gap-1">
        {TABS.filter(({ permission }) => staff.may(permission)).map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className="target inline-flex items-center rounded-control px-3 text-note font-medium text-muted hover:bg-surface hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
