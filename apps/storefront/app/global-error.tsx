'use client'
/** Where not even the frame of a page could be made. It stands alone: no layout, no words of a language's file. */
import { Failure, type FailureTexts } from '../ui/failure.tsx'
import '../style/shop.css'

const TEXTS: Readonly<Record<string, FailureTexts>> = {
  en: {
    title: 'That did not work',
    text: 'Something on our side went wrong.',
    safe: 'Orders and payments that were confirmed stay so.',
    action: 'Try again',
    code: 'For our support: …',
  },
  de: {
    title: 'Das hat nicht geklappt',
    text: 'Bei uns ist etwas schiefgegangen.',
    safe: 'Bestätigte Bestellungen und Zahlungen bleiben bestätigt.',
    action: 'Noch einmal versuchen',
    code: 'Für unsere Hilfe: …',
  },
  fr: {
    title: 'Cela n’a pas marché',
    text: 'Quelque chose s’est mal passé de notre côté.',
    safe: 'Commandes et paiements confirmés le restent.',
    action: 'Réessayer',
    code: 'Pour notre assistance : …',
  },
  ar: {
    title: 'لم تنجح العملية',
    text: 'حدث خطأ من جانبنا.',
    safe: 'الطلبات والمدفوعات المؤكدة تبقى كذلك.',
    action: 'إعادة المحاولة',
    code: 'رمز لفريق الدعم: …',
  },
}

export default function GloballyFailed({ error }: { error: Error & { digest?: string } }) {
  const first = typeof location === 'undefined' ? '' : (location.pathname.split('/')[1] ?? '')
  const lang = first in TEXTS ? first : 'en'
  const texts = TEXTS[lang]
  return (
    <html lang={lang} dir={lang === 'ar' ? 'rtl' : 'ltr'}>
      <body>{texts && <Failure code={error.digest} texts={texts} />}</body>
    </html>
  )
}
