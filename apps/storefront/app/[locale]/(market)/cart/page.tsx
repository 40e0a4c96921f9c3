import { CircleAlert } from 'lucide-react'
import type { Metadata } from 'next'
import { currentLocale } from '../../../../page/here.ts'
import { readCart } from '../../../../session/cart.ts'
import { asWhoever } from '../../../../session/own.ts'
import { currentRegion } from '../../../../session/region.ts'
import { CartPage } from '../../../../shop/cart/cart-page.tsx'
import { refusalText } from '../../../../shop/cart/refusal.ts'
import { showCart } from '../../../../shop/cart/show.ts'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('cart')('title'), robots: { index: false } }
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}) {
  const t = words('cart')
  const locale = currentLocale()
  const [{ refused }, cart, region] = await Promise.all([searchParams, asWhoever(readCart), currentRegion()])
  const why = refusalText(typeof refused === 'string' ? refused : undefined, locale)
  return (
    <div className="measure py-12">
      <h1 className="mb-8 text-display">{t('title')}</h1>
      {why !== undefined && (
        <p
          role="alert"
          className="mb-8 flex items-start gap-2 rounded-card border-2 border-danger p-5 font-semibold text-danger"
        >
          <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {why}
        </p>
      )}
      <CartPage cart={await showCart(cart, locale, region)} label={t('subtotal')} />
    </div>
  )
}
