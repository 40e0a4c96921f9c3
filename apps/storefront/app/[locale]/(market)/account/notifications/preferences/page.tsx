import type { Metadata } from 'next'
import { here } from '../../../../../../page/here.ts'
import { asked, type Query } from '../../../../../../page/query.ts'
import { asMe } from '../../../../../../session/own.ts'
import { savePreferences } from '../../../../../../shop/own/notifications.ts'
import { OwnPage } from '../../../../../../shop/own/own-page.tsx'
import { buttonStyle } from '../../../../../../ui/button.tsx'
import { words } from '../../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('preferences'), robots: { index: false } }
}

export default async function PreferencesPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { items } = await asMe((api) => api.notification.preferences())
  const topics = [...new Set(items.map(({ topic }) => topic))]
  return (
    <OwnPage
      at="notifications"
      title={t('preferences')}
      lead={t('preferencesLead')}
      said={await asked(searchParams, 'said')}
    >
      <form action={savePreferences} className="max-w-[40rem]">
        {topics.map((topic) => (
          <fieldset key={topic} className="border-b border-hairline py-3 sm:flex sm:items-center sm:gap-6">
            <legend className="contents font-semibold">
              <span className="sm:w-48">{t('topic', { topic })}</span>
            </legend>
            <div className="flex flex-wrap gap-x-8">
              {items
                .filter((item) => item.topic === topic)
                .map(({ channel, enabled, locked }) => (
                  <label key={channel} className="flex min-h-11 items-center gap-3">
                    <input
                      type="checkbox"
                      name={`${topic}.${channel}`}
                      defaultChecked={enabled}
                      disabled={locked}
                      className="size-6 shrink-0 accent-ink"
                    />
                    {t('channel', { channel })}
                  </label>
                ))}
            </div>
          </fieldset>
        ))}
        <div className="mt-8 flex flex-wrap gap-4">
          <button className={buttonStyle('action')}>{t('preferencesSave')}</button>
          <a href={here('/account/notifications')} className={buttonStyle('text')}>
            {t('cancel')}
          </a>
        </div>
      </form>
    </OwnPage>
  )
}
