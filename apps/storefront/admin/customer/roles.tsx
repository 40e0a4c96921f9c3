/** The roles of an account, to change for who may. */
import type { AccountView } from '@rialto/contracts/identity'
import { ROLES } from '@rialto/contracts/roles'
import { Panel } from '../ui/panel.tsx'
import { roleTold } from './roles-told.ts'
import { RolesForm } from './roles-form.tsx'

export function Roles({
  account,
  isOwn,
  mayChange,
}: {
  readonly account: AccountView
  readonly isOwn: boolean
  readonly mayChange: boolean
}) {
  const roles = ROLES.map((role) => ({
    role,
    hint: roleTold(role),
    isGiven: account.roles.includes(role),
  }))
  return (
    <Panel title="Roles">
      {mayChange && !isOwn && account.status !== 'erased' ? (
        <RolesForm key={account.roles.join(' ')} id={account.id} roles={roles} />
      ) : (
        <>
          <ul>
            {roles
              .filter(({ isGiven }) => isGiven)
              .map(({ role, hint }) => (
                <li key={role} className="py-1">
                  {role}
                  <span className="block text-small text-muted">{hint}</span>
                </li>
              ))}
          </ul>
          {isOwn && mayChange && (
            <p className="mt-2 text-small text-muted">Nobody changes their own roles: ask another admin.</p>
          )}
        </>
      )}
    </Panel>
  )
}
