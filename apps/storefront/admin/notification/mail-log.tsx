/** Mails and messages that were sent, newest first. */
import type { NotificationLogEntry } from '@rialto/contracts/notification'
import { Ago } from '../ui/ago.tsx'
import { SendAgain } from './send-again.tsx'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'

const STATUSES: Readonly<Record<NotificationLogEntry['status'], readonly [text: string, tone: Tone]>> = {
  delivered_to_inbox: ['In the inbox', 'success'],
  queued: ['On its way', 'info'],
  sent: ['Sent', 'success'],
  failed: ['Refused', 'danger'],
  parked: ['Given up', 'danger'],
  no_recipient: ['No address', 'warning'],
  kept: ['In the shop', 'neutral'],
}

export function MailLog({
  entries,
  nothing,
  mayResend,
}: {
  readonly entries: readonly NotificationLogEntry[]
  readonly nothing: string
  readonly mayResend: boolean
}) {
  if (entries.length === 0) return <p className="px-4 pb-4 text-muted">{nothing}</p>
  return (
    <ul className="divide-y divide-hairline border-t border-hairline text-note">
      {entries.map(({ id, subject, to, status, failure, at }) => {
        const [text, tone] = STATUSES[status]
        return (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5">
            <span className="min-w-0">
              {subject}
              <span className="block text-small text-muted">{[to, failure].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="flex items-center gap-3 text-muted">
              <StatusPill tone={tone}>{text}</StatusPill>
              <Ago at={at} />
              {mayResend && to !== null && status !== 'kept' && (
                <SendAgain id={id} subject={subject} to={to} />
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
