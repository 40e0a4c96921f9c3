/** What a phone needs to know to put the shop beside its apps. */
import type { MetadataRoute } from 'next'
import { PAGE_COLORS } from '../style/browser-colors.ts'
import { words } from '../words/words.ts'

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Rialto',
    short_name: 'Rialto',
    description: words('layout', 'en')('appDescription'),
    lang: 'en',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: PAGE_COLORS.light,
    theme_color: PAGE_COLORS.light,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
