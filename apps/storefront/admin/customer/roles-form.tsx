'use client'
import { SaveForm } from '../ui/save-form.tsx'
import { Tick } from '../ui/field.tsx'
import { setRoles } from './acts.ts'

export type RoleShown = { readonly role: string; readonly hint: string; readonly isGiven: boolean }

export function RolesForm({ id, roles }: { readonly id: string; readonly roles: readonly RoleShown[] }) {
  return (
    <SaveForm
      label="Roles"
      action={(form) => setRoles(id, form)}
      said="Roles saved. The person’s sessions have ended, so that no old role is left anywhere."
    >
      {() => (
        <fieldset>
          <legend className="sr-only">Roles</legend>
          {roles.map(({ role, hint, isGiven }) => (
            <Tick key={role} name={role} label={role} hint={hint} defaultChecked={isGiven} />
          ))}
        </fieldset>
      )}
    </SaveForm>
  )
}
