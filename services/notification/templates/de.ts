/** The words in German, in the tone of the English ones. */
import { account } from './de-account.ts'
import type { Language, Matter } from './letter.ts'
import { moneyIn } from './money.ts'
import { receiptWith } from './receipt.ts'

const money = moneyIn('de')
const receiptOf = (matter: Matter) =>
  receiptWith(
    {
      title: 'Das haben Sie bestellt',
      items: 'Waren',
      discount: 'Rabatt',
      shipping: 'Versand',
      free: 'frei',
      tax: 'Steuer',
      total: 'Summe',
    },
    money,
    matter,
  )

export const german: Language = {
  hello: (name) => `Guten Tag ${name},`,
  why: 'Sie bekommen diese Mail, weil diese Adresse bei Rialto angegeben wurde.',
  words: {
    ...account,

    order_confirmed: {
      subject: ({ number }) => `Ihre Bestellung ${number} ist bestätigt`,
      letter: ({ cause, matter, links }) => ({
        preview: 'Ihre Zahlung ist da, und wir packen Ihre Sachen.',
        heading: 'Danke für Ihre Bestellung',
        paragraphs: [
          'Ihre Zahlung ist angekommen, und Ihre Sachen liegen für Sie bereit. Wir packen sie jetzt und schreiben wieder, sobald das Paket das Haus verlässt.',
        ],
        facts: [{ name: 'Bestellnummer', value: cause.number }],
        ...receiptOf(matter),
        button: { label: 'Bestellung ansehen', href: links.order },
        closing:
          'Anders überlegt? Solange das Paket noch hier ist, können Sie auf dieser Seite stornieren und bekommen alles zurück.',
      }),
    },

    payment_received: {
      subject: ({ number }) => `Ihre Zahlung für Bestellung ${number} ist da`,
      letter: ({ cause, links }) => ({
        preview: `${money(cause.amount, cause.currency)} sind angekommen.`,
        heading: 'Ihre Zahlung ist angekommen',
        paragraphs: [
          `Wir haben ${money(cause.amount, cause.currency)} für Bestellung ${cause.number} erhalten. Danke; es ist nichts mehr offen.`,
        ],
        facts: [
          { name: 'Bestellnummer', value: cause.number },
          { name: 'Erhalten', value: money(cause.amount, cause.currency) },
        ],
        button: { label: 'Bestellung ansehen', href: links.order },
        closing: 'Sie müssen nichts weiter tun.',
      }),
    },

    order_cancelled: {
      subject: ({ number }) => `Ihre Bestellung ${number} ist storniert`,
      letter: ({ cause, matter: { receipt }, links }) => ({
        preview: cause.paid ? 'Was Sie bezahlt haben, kommt zurück.' : 'Es wurde nichts abgebucht.',
        heading: 'Ihre Bestellung ist storniert',
        paragraphs: [
          `Bestellung ${cause.number} ist storniert und wird nicht verschickt.`,
          cause.paid
            ? `${receipt ? `Die bezahlten ${money(receipt.total, receipt.currency)} sind` : 'Ihr Geld ist'} auf dem Weg zurück zu Ihnen. Wir schreiben wieder, sobald es bei uns heraus ist.`
            : 'Es wurde nichts abgebucht, und es ist nichts offen.',
        ],
        facts: [{ name: 'Grund', value: cause.reason }],
        button: { label: 'Bestellung ansehen', href: links.order },
        closing:
          'Das überrascht Sie? Sehen Sie sich die Bestellung an und sagen Sie es uns dort; wir bringen es in Ordnung.',
      }),
    },

    order_refunded: {
      subject: ({ number }) => `Ihre Erstattung für Bestellung ${number}`,
      letter: ({ cause, matter: { receipt }, links }) => ({
        preview: `${money(cause.amount, cause.currency)} sind auf dem Weg zu Ihnen.`,
        heading: 'Ihr Geld ist auf dem Weg zurück',
        paragraphs: [
          receipt && cause.amount < receipt.total
            ? `Wir haben ${money(cause.amount, cause.currency)} von den ${money(receipt.total, receipt.currency)} der Bestellung ${cause.number} erstattet, auf dem Weg, auf dem Sie bezahlt haben. Banken brauchen ein paar Tage, bis sie es zeigen.`
            : `Wir haben ${money(cause.amount, cause.currency)} für Bestellung ${cause.number} erstattet, auf dem Weg, auf dem Sie bezahlt haben. Banken brauchen ein paar Tage, bis sie es zeigen.`,
        ],
        facts: [
          { name: 'Bestellnummer', value: cause.number },
          { name: 'Erstattung', value: money(cause.amount, cause.currency) },
        ],
        button: { label: 'Bestellung ansehen', href: links.order },
        closing: 'Sie müssen nichts weiter tun.',
      }),
    },

    order_shipped: {
      subject: ({ number }) => `Ihre Bestellung ${number} ist unterwegs`,
      letter: ({ cause, links }) => ({
        preview: 'Ihr Paket hat das Haus verlassen.',
        heading: 'Ihr Paket ist unterwegs',
        paragraphs: [`Alles aus Bestellung ${cause.number} ist verpackt und hat das Haus verlassen.`],
        facts: [
          ...(cause.carrier === null ? [] : [{ name: 'Versand durch', value: cause.carrier }]),
          ...(cause.trackingNumber === null ? [] : [{ name: 'Sendungsnummer', value: cause.trackingNumber }]),
        ],
        button: { label: 'Bestellung verfolgen', href: links.order },
        closing: 'Wir schreiben noch einmal, wenn es angekommen ist.',
      }),
    },

    order_delivered: {
      subject: ({ number }) => `Ihre Bestellung ${number} ist angekommen`,
      letter: ({ cause, links }) => ({
        preview: 'Wir hoffen, es gefällt Ihnen.',
        heading: 'Ihr Paket ist angekommen',
        paragraphs: [
          `Bestellung ${cause.number} wurde übergeben. Wir hoffen, alles ist so, wie Sie es wollten.`,
        ],
        facts: [],
        button: { label: 'Bestellung ansehen', href: links.order },
        closing:
          'Fehlt etwas, oder ist etwas zerbrochen? Sehen Sie sich die Bestellung an und sagen Sie es uns dort.',
      }),
    },

    low_stock: {
      subject: ({ sku, available }) =>
        available > 0 ? `Nur noch ${available} von ${sku}` : `${sku} ist ausverkauft`,
      letter: ({ cause: { sku, available, threshold }, links }) => ({
        preview: `Die Schwelle ist ${threshold}.`,
        heading: available > 0 ? 'Der Bestand geht zur Neige' : 'Es ist nichts mehr da',
        paragraphs: [
          `${available} von ${sku} können noch verkauft werden. Sie wollten es ab ${threshold} wissen.`,
        ],
        facts: [
          { name: 'SKU', value: sku },
          { name: 'Verfügbar', value: String(available) },
        ],
        button: { label: 'Bestände öffnen', href: `${links.shop}/admin/inventory` },
        closing: 'Sie hören von dieser SKU wieder, wenn sie aufgefüllt wurde und erneut zur Neige geht.',
      }),
    },

    low_stock_list: {
      subject: ({ count }) => `${count} Artikel gehen zur Neige`,
      letter: ({ cause: { lows, count }, links }) => ({
        preview: lows.map(({ sku }) => sku).join(', '),
        heading: 'Der Bestand geht zur Neige',
        paragraphs: [
          `${count} SKUs sind auf die Zahl gefallen, ab der Sie es wissen wollten.`,
          ...(count > lows.length ? [`Dies sind die ${lows.length}, von denen am wenigsten da ist.`] : []),
        ],
        facts: lows.map(({ sku, available }) => ({
          name: sku,
          value: available > 0 ? `noch ${available}` : 'ausverkauft',
        })),
        button: { label: 'Bestände öffnen', href: `${links.shop}/admin/inventory` },
        closing: 'Sie hören von jeder wieder, wenn sie aufgefüllt wurde und erneut zur Neige geht.',
      }),
    },

    message: {
      subject: ({ subject }) => subject,
      letter: ({ cause: { subject, text }, links }) => ({
        preview: subject,
        heading: subject,
        paragraphs: text.split(/\n\s*\n/),
        facts: [],
        button: { label: 'Zum Laden', href: links.shop },
        closing: 'Welche Themen Sie erreichen, entscheiden Sie in Ihrem Konto.',
      }),
    },
  },
}
