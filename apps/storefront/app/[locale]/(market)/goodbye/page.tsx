import type { Metadata } from 'next'
import { here } from '../../../../page/here.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('erasedTitle'), robots: { index: false } }
}

/** Where erasing an account ends. */
export default function GoodbyePage() {
  const t = words('own')
  return <Narrow title={t('erasedTitle')} lead={t('erasedText')} ways={[[here('/'), t('toMarket')]]} />
}
