import type { ReactNode } from 'react'
import { Footer } from '../../../shop/layout/footer.tsx'
import { Header } from '../../../shop/layout/header.tsx'
import { Toasts } from '../../../ui/toast.tsx'
import { words } from '../../../words/words.ts'

/** Where one walks about: with the way to everything above and below. */
export default function MarketLayout({ children }: { children: ReactNode }) {
  const t = words('layout')
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only layer-toast focus:not-sr-only focus:fixed focus:start-5 focus:top-3 focus:rounded-pill focus:bg-ink focus:px-5 focus:py-2 focus:text-on-ink"
      >
        {t('skip')}
      </a>
      <Header />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <Footer />
      <Toasts />
    </div>
  )
}
