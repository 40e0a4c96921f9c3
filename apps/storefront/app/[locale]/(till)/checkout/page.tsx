import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentLocale, here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { countriesIn } from '../../../../region/countries.ts'
import { me } from '../../../../session/me.ts'
import { currentRegion } from '../../../../session/region.ts'
import { attemptOf, isAttempt } from '../../../../shop/checkout/attempt.ts'
import { CheckoutForm } from '../../../../shop/checkout/checkout-form.tsx'
import { destinationOf } from '../../../../shop/checkout/destination.ts'
import { readOwn } from '../../../../shop/checkout/own.ts'
import { quoteOf } from '../../../../shop/checkout/quote.ts'
import { localTestCards } from '../../../../shop/checkout/test-cards.ts'
import { checkoutTexts } from '../../../../shop/checkout/words-of.ts'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('checkout')('title'), robots: { index: false } }
}

export default async function Page({ searchParams }: { searchParams: Query }) {
  const [attempt, token = '', region, user] = await Promise.all([
    asked(searchParams, 'attempt'),
    asked(searchParams, 'token'),
    currentRegion(),
    me(),
  ])
  if (!isAttempt(attempt)) redirect(here(`/checkout?attempt=${attemptOf(undefined)}`))
  const locale = currentLocale()
  const [own, testCards] = await Promise.all([readOwn(region, locale), localTestCards(locale)])
  const quoted = await quoteOf(await destinationOf(own.fields), locale, region)
  if (!quoted) redirect(here('/cart'))
  return (
    <div className="measure pb-18">
      <h1 className="sr-only">{words('checkout')('title')}</h1>
      <CheckoutForm
        initial={{ fields: own.fields, attempt, token, faults: {} }}
        quote={quoted.quote}
        texts={checkoutTexts(locale)}
        supportText={words('faults')('failureCode', { code: '…' })}
        countries={countriesIn(locale)}
        addresses={own.addresses}
        saved={own.saved}
        testCards={testCards}
        language={locale}
        signInHref={user ? undefined : here(`/sign-in?return=${encodeURIComponent(here('/checkout'))}`)}
      />
    </div>
  )
}
