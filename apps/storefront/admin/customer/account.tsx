/** An account, as staff reads it. */
import type { AccountView } from '@rialto/contracts/identity'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'

const STATUSES: Readonly<Record<AccountView['status'], readonly [text: string, tone: Tone]>> = {
  active: ['Active', 'success'],
  disabled: ['Disabled', 'warning'],
  erased: ['Erased', 'neutral'],
}

export const STATUS_OPTIONS = Object.entries(STATUSES).map(([value, [text]]) => [value, text] as const)

export function AccountStatus({ status }: { readonly status: AccountView['status'] }) {
  const [text, tone] = STATUSES[status]
  return <StatusPill tone={tone}>{text}</StatusPill>
}

export function nameOf({
  firstName,
  lastName,
  username,
  email,
  id,
}: Pick<AccountView, 'firstName' | 'lastName' | 'username' | 'email' | 'id'>): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (username ?? email ?? id)
}
