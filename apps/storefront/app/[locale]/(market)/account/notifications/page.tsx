import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import type { NotificationView } from '@rialto/contracts/notification'
import { currentLocale, here } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { formatMoment } from '../../../../../region/times.ts'
import { asMe } from '../../../../../session/own.ts'
import { markAllRead, markRead, removeMessage } from '../../../../../shop/own/notifications.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { buttonStyle } from '../../../../../ui/button.tsx'
import { Empty } from '../../../../../ui/empty.tsx'
import { Pages } from '../../../../../ui/pages.tsx'
import { words } from '../../../../../words/words.ts'

const LIMIT = 20
const PATH = '/account/notifications'
const SMALL =
  'inline-flex min-h-11 items-center font-semibold underline underline-offset-4 hover:no-underline'

export function generateMetadata(): Metadata {
  return { title: words('own')('notifications'), robots: { index: false } }
}

export default async function NotificationsPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const cursor = await asked(searchParams, 'cursor')
  const isUnread = (await asked(searchParams, 'unread')) === 'true'
  const { items, nextCursor } = await readMessages(cursor, isUnread)
  const now = new Date()
  const first = here(isUnread ? `${PATH}?unread=true` : PATH)
  const next =
    nextCursor === null ? '' : `?${isUnread ? 'unread=true&' : ''}cursor=${encodeURIComponent(nextCursor)}`
  const back =
    cursor === undefined ? first : here(`${PATH}?${isUnread ? 'unread=true&' : ''}cursor=${cursor}`)
  return (
    <OwnPage
      at="notifications"
      title={t('notifications')}
      said={await asked(searchParams, 'said')}
      action={
        <a href={here(`${PATH}/preferences`)} className={buttonStyle('outline')}>
          {t('preferences')}
        </a>
      }
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 text-note">
        <ul className="flex gap-2">
          {(
            [
              [PATH, t('messagesAll'), !isUnread],
              [`${PATH}?unread=true`, t('messagesUnread'), isUnread],
            ] as const
          ).map(([path, text, isHere]) => (
            <li key={path}>
              <a
                href={here(path)}
                aria-current={isHere ? 'page' : undefined}
                className="inline-flex min-h-11 items-center rounded-pill px-4 hover:bg-surface aria-[current]:bg-surface aria-[current]:font-semibold"
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
        {items.some(({ read }) => !read) && (
          <form action={markAllRead}>
            <button className={SMALL}>{t('markAllRead')}</button>
          </form>
        )}
      </div>
      {items.length === 0 && (
        <Empty
          title={isUnread ? t('messagesNoUnread') : t('messagesEmpty')}
          {...(isUnread ? {} : { text: t('messagesEmptyText') })}
        />
      )}
      <ul className="border-t border-hairline">
        {items.map((message) => (
          <Message key={message.id} message={message} back={back} now={now} />
        ))}
      </ul>
      <Pages
        first={cursor === undefined ? undefined : { href: first, text: t('ordersNewest') }}
        next={next === '' ? undefined : { href: here(`${PATH}${next}`), text: t('messagesOlder') }}
      />
    </OwnPage>
  )
}

function Message({
  message: { id, subject, text, at, read, orderId },
  back,
  now,
}: {
  readonly message: NotificationView
  readonly back: string
  readonly now: Date
}) {
  const t = words('own')
  return (
    <li className="border-b border-hairline py-4">
      <h2
        className={`font-text text-body tracking-normal [overflow-wrap:anywhere] ${read ? 'font-normal' : ''}`}
      >
        {!read && (
          <span className="me-3 inline-block size-2.5 rounded-full bg-action align-middle">
            <span className="sr-only">{t('isUnread')}</span>
          </span>
        )}
        <bdi>{subject}</bdi>
      </h2>
      <p className="text-note text-muted">{formatMoment(at, currentLocale(), now)}</p>
      {text !== null && (
        <p className="mt-2 max-w-[65ch] whitespace-pre-line [overflow-wrap:anywhere]">{text}</p>
      )}
      <div className="flex flex-wrap gap-x-4 text-note sm:gap-x-6">
        {orderId !== null && (
          <a
            href={here(`/orders/${orderId}`)}
            aria-label={`${t('messageOrder')}: ${subject}`}
            className={SMALL}
          >
            {t('messageOrder')}
          </a>
        )}
        {!read && <Act act={markRead} id={id} back={back} text={t('markRead')} about={subject} />}
        <Act act={removeMessage} id={id} back={back} text={t('remove')} about={subject} />
      </div>
    </li>
  )
}

function Act({
  act,
  id,
  back,
  text,
  about,
}: {
  readonly act: (form: FormData) => Promise<void>
  readonly id: string
  readonly back: string
  readonly text: string
  readonly about: string
}) {
  return (
    <form action={act}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={back} />
      <button aria-label={`${text}: ${about}`} className={SMALL}>
        {text}
      </button>
    </form>
  )
}

async function readMessages(cursor: string | undefined, isUnread: boolean) {
  const query = {
    limit: LIMIT,
    ...(isUnread ? { unread: true } : {}),
    ...(cursor === undefined ? {} : { cursor }),
  }
  try {
    return await asMe((api) => api.notification.list({ query }))
  } catch (error) {
    if (cursor !== undefined && isProblem(error) && error.status < 500) redirect(here(PATH))
    throw error
  }
}
