import type { Metadata } from 'next'
import { here } from '../../../../page/here.ts'
import { keepPage } from '../../../../page/page.ts'
import { LastSeen } from '../../../../shop/offline/last-seen.tsx'
import { Retry } from '../../../../shop/offline/retry.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('faults')('offlineTitle'), robots: { index: false } }
}

export default function OfflinePage() {
  keepPage()
  const t = words('faults')
  return (
    <div className="measure py-12 md:py-18">
      <div aria-hidden className="arch terrazzo h-48 w-36 bg-surface" />
      <h1 className="mt-8 text-display">{t('offlineTitle')}</h1>
      <p className="mt-3 max-w-[50ch] text-lead text-muted">{t('offlineText')}</p>
      <Retry text={t('offlineAction')} path={here('/offline')} home={here('/')} />
      <LastSeen title={t('offlineSeen')} />
    </div>
  )
}
