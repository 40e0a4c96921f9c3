import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { here } from '../../../page/here.ts'
import { words } from '../../../words/words.ts'

/** Where one pays: nothing leads elsewhere but home and back to the cart. */
export default function TillLayout({ children }: { children: ReactNode }) {
  const t = words('layout')
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only layer-toast focus:not-sr-only focus:fixed focus:start-5 focus:top-3 focus:rounded-pill focus:bg-ink focus:px-5 focus:py-2 focus:text-on-ink"
      >
        {t('skip')}
      </a>
      <header className="border-b border-hairline">
        <div className="measure flex h-16 items-center justify-between gap-6">
          <a
            href={here('/')}
            aria-label={t('home')}
            className="inline-flex min-h-11 items-center font-display text-title font-bold tracking-tight"
          >
            Rialto
          </a>
          <a
            href={here('/cart')}
            className="inline-flex min-h-11 items-center gap-2 text-note font-semibold underline-offset-4 hover:underline"
          >
            <ArrowLeft aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />
            {words('checkout')('back')}
          </a>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
    </div>
  )
}
