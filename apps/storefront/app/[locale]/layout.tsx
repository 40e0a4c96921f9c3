import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { currentPage } from '../../page/page.ts'
import { WORKER_SCRIPT } from '../../page/worker.ts'
import { directionOf, isLocale } from '../../region/locales.ts'
import { THEME_COOKIE } from '../../session/names.ts'
import { publicUrl } from '../../session/shop.ts'
import { PAGE_COLORS } from '../../style/browser-colors.ts'
import { FailureWords } from '../../ui/failure.tsx'
import { words } from '../../words/words.ts'
import '../../style/shop.css'

/** Headings and prices are bold, and nothing else is set in it: the one weight is half the size of all of them. */
const display = localFont({
  src: '../../node_modules/@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff2',
  variable: '--face-display',
  weight: '700',
  display: 'swap',
})
const text = localFont({
  src: '../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  variable: '--face-text',
  weight: '100 900',
  display: 'swap',
})

/** Before the first paint, or a dark room would flash white. `system` or nothing: as the device. */
const THEME_SCRIPT = `(function(){var m=/(?:^|; )${THEME_COOKIE}=(light|dark)/.exec(document.cookie);
document.documentElement.dataset.theme=m?m[1]:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'})()`

/**
 * Next waits for the scripts that are named here before it begins (next/dist/client/app-bootstrap), and so for the
 * next turn. With React taken in before that (instrumentation-client.ts), a phone has two short turns instead of
 * one long one, in which it would answer no tap.
 */
const TURN_SCRIPT = `(self.__next_s=self.__next_s||[]).push([0,{children:''}])`

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: PAGE_COLORS.light },
    { media: '(prefers-color-scheme: dark)', color: PAGE_COLORS.dark },
  ],
}

export function generateMetadata(): Metadata {
  const t = words('home')
  return {
    metadataBase: new URL(publicUrl),
    title: { default: t('title'), template: '%s · Rialto' },
    description: t('description'),
    icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' }, apple: '/apple-touch-icon.png' },
    appleWebApp: { title: 'Rialto', statusBarStyle: 'default' },
    openGraph: { siteName: 'Rialto', type: 'website' },
  }
}

/** The page as such: its language, direction, faces and theme. Header and footer belong to the groups below. */
export default async function Layout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ locale: string }>
}) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const t = words('faults')
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      className={`${display.variable} ${text.variable} print:paper`}
      suppressHydrationWarning
    >
      <body>
        <script
          nonce={currentPage()?.nonce}
          dangerouslySetInnerHTML={{ __html: `${THEME_SCRIPT};${TURN_SCRIPT}` }}
          suppressHydrationWarning
        />
        {WORKER_SCRIPT !== undefined && (
          <script
            nonce={currentPage()?.nonce}
            dangerouslySetInnerHTML={{ __html: WORKER_SCRIPT }}
            suppressHydrationWarning
          />
        )}
        <FailureWords
          texts={{
            title: t('failureTitle'),
            text: t('failureText'),
            safe: t('failureSafe'),
            action: t('failureAction'),
            code: t('failureCode', { code: '…' }),
          }}
        >
          {children}
        </FailureWords>
      </body>
    </html>
  )
}
