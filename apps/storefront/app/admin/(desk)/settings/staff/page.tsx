import type { Metadata } from 'next'
import type { AccountView } from '@rialto/contracts/identity'
import { STAFF_ROLES } from '@rialto/contracts/roles'
import { AccountSwitch } from '../../../../../admin/customer/account-acts.tsx'
import { AccountStatus, nameOf } from '../../../../../admin/customer/account.tsx'
import { roleTold } from '../../../../../admin/customer/roles-told.ts'
import { GiveRole, HeldRole } from '../../../../../admin/settings/staff-acts.tsx'
import { SettingsTabs } from '../../../../../admin/settings/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../../admin/ui/panel.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Staff' }

const PER_ROLE_MAX = 100

export default guarded('users:read', async ({ staff }) => {
  const shop = await myShop()
  const answers = await Promise.all(
    STAFF_ROLES.map((role) => shop.identity.users({ query: { role, limit: PER_ROLE_MAX } })),
  )
  // Who has several roles is in several answers.
  const people = [...new Map(answers.flatMap(({ items }) => items).map((each) => [each.id, each])).values()]
  const sorted = people.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'))
  const mayChange = staff.may('roles:write')
  const isCut = answers.some(({ nextCursor }) => nextCursor !== null)
  return (
    <PageRoom isNarrow>
      <PageHead
        title="Settings"
        actions={
          mayChange ? (
            <GiveRole roles={STAFF_ROLES.map((role) => [role, `${role}: ${roleTold(role).toLowerCase()}`])} />
          ) : undefined
        }
      />
      <SettingsTabs current="/admin/settings/staff" staff={staff} />
      <Panel
        title={`${sorted.length.toLocaleString('en')} ${sorted.length === 1 ? 'person works' : 'people work'} here`}
        isFlush
      >
        <ul className="divide-y divide-hairline border-t border-hairline">
          {sorted.map((person) => (
            <Person
              key={person.id}
              person={person}
              mayChange={mayChange && person.id !== staff.id}
              mayDisable={staff.may('users:write') && person.id !== staff.id}
            />
          ))}
        </ul>
        {isCut && (
          <p className="border-t border-hairline px-4 py-3 text-muted">
            These are the newest {PER_ROLE_MAX} of each role; the list of customers has all of them.
          </p>
        )}
      </Panel>
    </PageRoom>
  )
})

function Person({
  person,
  mayChange,
  mayDisable,
}: {
  readonly person: AccountView
  readonly mayChange: boolean
  readonly mayDisable: boolean
}) {
  const name = nameOf(person)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <span className="min-w-48 flex-1">
        <a href={`/admin/customers/${person.id}`} className="font-semibold hover:underline">
          {name}
        </a>
        <span className="block text-note text-muted">{person.email}</span>
      </span>
      <span className="flex flex-wrap gap-1.5">
        {person.roles
          .filter((role) => role !== 'customer')
          .map((role) => (
            <HeldRole
              key={role}
              id={person.id}
              name={name}
              role={role}
              roles={person.roles}
              mayTake={mayChange}
            />
          ))}
      </span>
      <AccountStatus status={person.status} />
      {mayDisable && person.status !== 'erased' && (
        <AccountSwitch id={person.id} name={name} isDisabled={person.status === 'disabled'} />
      )}
    </li>
  )
}
