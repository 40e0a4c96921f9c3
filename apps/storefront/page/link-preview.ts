/** What stands elsewhere beside a link to a page: its name, a sentence, a picture (Open Graph, Twitter cards). */
import type { Metadata } from 'next'
import { publicUrl } from '../session/shop.ts'
import { currentLocale, here } from './here.ts'

const PICTURE = { width: 1200, height: 630, type: 'image/jpeg' } as const
const PLACES = { en: 'en_US', de: 'de_DE', fr: 'fr_FR', ar: 'ar_AE' } as const

export function linkPreview({
  title,
  description,
  path,
  picture,
  version,
}: {
  readonly title: string
  readonly description: string
  readonly path: string
  /** `p/desk-lamp`, `c/chairs` or `home`. */
  readonly picture: string
  /** Another one for another picture: whoever has shown it keeps it for long. */
  readonly version?: string
}): Pick<Metadata, 'openGraph' | 'twitter'> {
  const query = new URLSearchParams({
    lang: currentLocale(),
    ...(version === undefined ? {} : { v: version }),
  })
  const url = `${publicUrl}/shop/share/${picture}.jpg?${query.toString()}`
  return {
    openGraph: {
      siteName: 'Rialto',
      type: 'website',
      locale: PLACES[currentLocale()],
      title,
      description,
      url: `${publicUrl}${here(path)}`,
      images: [{ url, alt: title, ...PICTURE }],
    },
    twitter: { card: 'summary_large_image', title, description, images: [{ url, alt: title }] },
  }
}
