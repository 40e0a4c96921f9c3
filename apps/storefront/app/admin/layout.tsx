import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import type { ReactNode } from 'react'
import { CHOICES_SCRIPT } from '../../admin/shell/choices.ts'
import { currentPage } from '../../page/page.ts'
import '../../style/admin.css'

const display = localFont({
  src: '../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  variable: '--face-display',
  weight: '200 800',
  display: 'swap',
})
const text = localFont({
  src: '../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  variable: '--face-text',
  weight: '100 900',
  display: 'swap',
})

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export const metadata: Metadata = {
  title: { default: 'Rialto admin', template: '%s · Rialto admin' },
  robots: { index: false, follow: false },
}

/** The page as such. The rail and the bar belong to the desk, inside; the door has none. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${display.variable} ${text.variable}`} suppressHydrationWarning>
      <body>
        <script
          nonce={currentPage()?.nonce}
          dangerouslySetInnerHTML={{ __html: CHOICES_SCRIPT }}
          suppressHydrationWarning
        />
        {children}
      </body>
    </html>
  )
}
