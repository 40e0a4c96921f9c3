/** What stands where nothing is: what happened, and the way on. The answer is a 404. */
import type { Metadata } from 'next'
import { here } from '../../page/here.ts'
import { missPage } from '../../page/page.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

export function missing(): Metadata {
  return { title: words('faults')('notFoundTitle'), robots: { index: false } }
}

export function MissingPage() {
  missPage()
  return <NothingHere />
}

/** Only what is seen: Next makes this ready for every page, whether it is missing or not. */
export function NothingHere() {
  const t = words('faults')
  return (
    <div className="measure py-18">
      <div aria-hidden className="arch terrazzo h-48 w-36 bg-surface" />
      <h1 className="mt-8 text-display">{t('notFoundTitle')}</h1>
      <p className="mt-3 max-w-[50ch] text-lead text-muted">{t('notFoundText')}</p>
      <a href={here('/')} className={buttonStyle('outline', 'mt-8')}>
        {t('notFoundAction')}
      </a>
    </div>
  )
}
