import { here } from '../../page/here.ts'
import { Footer } from '../../shop/layout/footer.tsx'
import { Header } from '../../shop/layout/header.tsx'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

export default function NotFound() {
  const t = words('faults')
  return (
    <div className="flex min-h-dvh flex-col">
      <Header />
      <main className="measure flex-1 py-18">
        <div aria-hidden className="arch terrazzo h-48 w-36 bg-surface" />
        <h1 className="mt-8 text-display">{t('notFoundTitle')}</h1>
        <p className="mt-3 max-w-[50ch] text-lead text-muted">{t('notFoundText')}</p>
        <a href={here('/')} className={buttonStyle('outline', 'mt-8')}>
          {t('notFoundAction')}
        </a>
      </main>
      <Footer />
    </div>
  )
}
