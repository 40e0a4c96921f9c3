/** The letters about accounts, in German. */
import type { AccountKind } from '../domain.ts'
import type { Language } from './letter.ts'

const SPENT = 'Der Link dieser Mail wurde benutzt oder ist zu alt. Fordern Sie im Laden einen neuen an.'
const NOT_YOU =
  'Waren Sie das nicht? Setzen Sie sofort ein neues Passwort: Damit enden alle Sitzungen auf allen Geräten.'

export const account: Pick<Language['words'], AccountKind> = {
  verify_email: {
    subject: () => 'Bitte bestätigen Sie Ihre Mailadresse',
    letter: ({ matter: { link }, links }) => ({
      preview: 'Ein Druck, und Ihr Konto ist vollständig.',
      heading: 'Willkommen bei Rialto',
      paragraphs: [
        link === undefined
          ? SPENT
          : 'Bitte bestätigen Sie, dass dies Ihre Adresse ist. Mails zu Ihren Bestellungen gehen hierher.',
      ],
      facts: [],
      button: { label: 'Adresse bestätigen', href: link ?? links.shop },
      closing:
        'Sie haben kein Konto eröffnet? Dann tun Sie nichts: Ohne diesen Druck schreibt hier niemand wieder.',
    }),
  },
  confirm_email: {
    subject: () => 'Bitte bestätigen Sie Ihre neue Mailadresse',
    letter: ({ matter: { link }, links }) => ({
      preview: 'Ein Druck, und Ihre Mails kommen hierher.',
      heading: 'Ihre neue Adresse',
      paragraphs: [
        link === undefined
          ? SPENT
          : 'Bitte bestätigen Sie, dass dies Ihre neue Adresse ist. Bis dahin geht alles an die alte.',
      ],
      facts: [],
      button: { label: 'Adresse bestätigen', href: link ?? links.shop },
      closing: 'Sie haben das nicht gewollt? Dann tun Sie nichts, und nichts ändert sich.',
    }),
  },
  reset_password: {
    subject: () => 'Neues Passwort setzen',
    letter: ({ matter: { link }, links }) => ({
      preview: 'Sie können jetzt ein neues Passwort wählen.',
      heading: 'Neues Passwort setzen',
      paragraphs: [
        link === undefined
          ? SPENT
          : 'Jemand, hoffentlich Sie, hat für dieses Konto ein neues Passwort angefordert. Der Link gilt einmal, und nicht lange.',
      ],
      facts: [],
      button: { label: 'Neues Passwort wählen', href: link ?? links.shop },
      closing: 'Sie haben das nicht gewollt? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
    }),
  },
  password_changed: {
    subject: () => 'Ihr Passwort wurde geändert',
    letter: ({ links }) => ({
      preview: 'Alle anderen Sitzungen sind beendet.',
      heading: 'Ihr Passwort wurde geändert',
      paragraphs: [
        'Das Passwort Ihres Kontos ist jetzt ein neues, und jede andere Sitzung ist beendet.',
        NOT_YOU,
      ],
      facts: [],
      button: { label: 'Neues Passwort setzen', href: `${links.shop}/forgot-password` },
      closing: 'Das waren Sie? Dann müssen Sie nichts tun.',
    }),
  },
  email_changed: {
    subject: () => 'Ihre Mailadresse wurde geändert',
    letter: ({ matter: { detail }, links }) => ({
      preview: 'Mails gehen von jetzt an an Ihre neue Adresse.',
      heading: 'Ihre Mailadresse wurde geändert',
      paragraphs: [
        'Von jetzt an gehen Mails zu Ihrem Konto und Ihren Bestellungen an die neue Adresse. Dies ist die letzte an die alte.',
        NOT_YOU,
      ],
      facts: detail === undefined ? [] : [{ name: 'Neue Adresse', value: detail }],
      button: { label: 'Konto ansehen', href: `${links.shop}/account` },
      closing: 'Das waren Sie? Dann müssen Sie nichts tun.',
    }),
  },
  mfa_enabled: {
    subject: () => 'Ein zweiter Faktor schützt Ihr Konto',
    letter: ({ links }) => ({
      preview: 'Von jetzt an wird bei der Anmeldung ein Code verlangt.',
      heading: 'Ihr Konto hat einen zweiten Faktor',
      paragraphs: [
        'Von jetzt an fragen wir bei der Anmeldung nach einem Code Ihres Authenticators. Bewahren Sie die Ersatzcodes dort auf, wo Sie sie ohne Telefon finden.',
        NOT_YOU,
      ],
      facts: [],
      button: { label: 'Konto ansehen', href: `${links.shop}/account` },
      closing: 'Das waren Sie? Dann müssen Sie nichts tun.',
    }),
  },
  mfa_disabled: {
    subject: () => 'Der zweite Faktor Ihres Kontos ist aus',
    letter: ({ links }) => ({
      preview: 'Zur Anmeldung genügt wieder das Passwort.',
      heading: 'Der zweite Faktor ist aus',
      paragraphs: ['Zur Anmeldung genügt wieder Ihr Passwort allein.', NOT_YOU],
      facts: [],
      button: { label: 'Konto ansehen', href: `${links.shop}/account` },
      closing: 'Das waren Sie? Dann müssen Sie nichts tun.',
    }),
  },
}
