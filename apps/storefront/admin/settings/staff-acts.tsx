'use client'
/** Giving roles to people, and taking them. */
import { UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Choice, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useAct } from '../use-act.ts'
import { giveRole, takeRole } from './acts.ts'

export function GiveRole({ roles }: { readonly roles: readonly (readonly [role: string, text: string])[] }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" data-new className={buttonStyle('action')} onClick={() => setAsking(true)}>
        <UserPlus {...SMALL_ICON} />
        Give a role
      </button>
      {isAsking && (
        <FormDialog
          title="Give somebody a role"
          text="They need an account of the shop. They have to sign in again, and then see what the role opens."
          confirm="Give it"
          action={giveRole}
          said={(email) => `${email} has the role.`}
          onClose={() => setAsking(false)}
        >
          <Field name="email" type="email" label="Mail address" required autoComplete="off" />
          <Choice name="role" label="Role" options={roles} />
        </FormDialog>
      )}
    </>
  )
}

/** A role that somebody has, with a way to take it. */
export function HeldRole({
  id,
  name,
  role,
  roles,
  mayTake,
}: {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly roles: readonly string[]
  readonly mayTake: boolean
}) {
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const { run, isRunning, problem } = useAct(takeRole, {
    said: `${name} is not ${role} any more.`,
    onDone: close,
  })
  return (
    <span className="inline-flex min-h-7 items-center rounded-pill bg-neutral-soft px-2.5 text-small font-medium">
      {role}
      {mayTake && (
        <button
          type="button"
          aria-label={`Take the role ${role} from ${name}`}
          title={`Take the role ${role} from ${name}`}
          className="-me-2 inline-grid size-7 place-items-center rounded-pill text-muted pointer-coarse:size-11 hover:text-ink"
          onClick={() => setAsking(true)}
        >
          <X {...SMALL_ICON} size={14} />
        </button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={`Take the role ${role} from ${name}?`}
          text="They are signed out everywhere at once, so that no old role is left. You can give it again."
          confirm="Take it"
          isDangerous
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id, roles, role)}
          onClose={close}
        />
      )}
    </span>
  )
}
