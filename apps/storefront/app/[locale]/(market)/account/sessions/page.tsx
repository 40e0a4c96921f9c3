import type { Metadata } from 'next'
import type { SessionView } from '@rialto/contracts/identity'
import { currentLocale } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { formatMoment } from '../../../../../region/times.ts'
import { asMe } from '../../../../../session/own.ts'
import { readAgent } from '../../../../../shop/own/agent.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { endOtherSessions, endSessionOf } from '../../../../../shop/own/sessions.ts'
import { buttonStyle } from '../../../../../ui/button.tsx'
import { words } from '../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('sessions'), robots: { index: false } }
}

export default async function SessionsPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { items } = await asMe((api) => api.identity.sessions())
  const now = new Date()
  const isAlone = items.every(({ current }) => current)
  return (
    <OwnPage
      at="sessions"
      title={t('sessions')}
      lead={isAlone ? t('sessionsAlone') : t('sessionsLead')}
      said={await asked(searchParams, 'said')}
    >
      <ul className="max-w-[44rem]">
        {items.map((session) => (
          <Session key={session.id} session={session} now={now} />
        ))}
      </ul>
      {!isAlone && (
        <form action={endOtherSessions} className="mt-8">
          <button className={buttonStyle('danger')}>{t('sessionsEnd')}</button>
        </form>
      )}
    </OwnPage>
  )
}

function Session({
  session: { id, current, agent, createdAt, usedAt },
  now,
}: {
  readonly session: SessionView
  readonly now: Date
}) {
  const t = words('own')
  const locale = currentLocale()
  const known = agent === null ? undefined : readAgent(agent)
  const what = known ? t('sessionAgent', known) : (agent ?? t('sessionUnknown'))
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-hairline py-4">
      <div className="min-w-0">
        <p className="font-semibold [overflow-wrap:anywhere]">
          {what}
          {current && <span className="ms-3 text-small text-success">{t('sessionHere')}</span>}
        </p>
        <p className="text-note text-muted">
          {t('sessionTimes', {
            begun: formatMoment(createdAt, locale, now),
            used: formatMoment(usedAt, locale, now),
          })}
        </p>
      </div>
      {!current && (
        <form action={endSessionOf}>
          <input type="hidden" name="id" value={id} />
          <button aria-label={t('sessionEndOf', { what })} className={buttonStyle('outline', '', 'note')}>
            {t('sessionEnd')}
          </button>
        </form>
      )}
    </li>
  )
}
