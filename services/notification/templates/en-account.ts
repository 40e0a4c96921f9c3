/** The letters about accounts, in English. Who did not ask for one is told what to do. */
import type { AccountKind } from '../domain.ts'
import type { Language } from './letter.ts'

const SPENT = 'The link of this mail has been used or is too old. Ask for a new one in the shop.'
const NOT_YOU = 'Was this not you? Set a new password now: every session ends with it, on every device.'

export const account: Pick<Language['words'], AccountKind> = {
  verify_email: {
    subject: () => 'Please confirm your mail address',
    letter: ({ matter: { link }, links }) => ({
      preview: 'One press, and your account is complete.',
      heading: 'Welcome to Rialto',
      paragraphs: [
        link === undefined
          ? SPENT
          : 'Please confirm that this is your address. Mails about your orders will go here.',
      ],
      facts: [],
      button: { label: 'Confirm this address', href: link ?? links.shop },
      closing: 'Did you not open an account? Then do nothing: without this press nobody writes here again.',
    }),
  },
  confirm_email: {
    subject: () => 'Please confirm your new mail address',
    letter: ({ matter: { link }, links }) => ({
      preview: 'One press, and your mails come here.',
      heading: 'Your new address',
      paragraphs: [
        link === undefined
          ? SPENT
          : 'Please confirm that this is your new address. Until then everything goes to the old one.',
      ],
      facts: [],
      button: { label: 'Confirm this address', href: link ?? links.shop },
      closing: 'Did you not ask for this? Then do nothing, and nothing changes.',
    }),
  },
  reset_password: {
    subject: () => 'Set a new password',
    letter: ({ matter: { link }, links }) => ({
      preview: 'You can choose a new password now.',
      heading: 'Set a new password',
      paragraphs: [
        link === undefined
          ? SPENT
          : 'Somebody, hopefully you, asked for a new password for this account. The link works once, and not for long.',
      ],
      facts: [],
      button: { label: 'Choose a new password', href: link ?? links.shop },
      closing: 'Did you not ask for this? Then do nothing: your password stays as it is.',
    }),
  },
  password_changed: {
    subject: () => 'Your password was changed',
    letter: ({ links }) => ({
      preview: 'All other sessions have ended.',
      heading: 'Your password was changed',
      paragraphs: [
        'The password of your account is a new one now, and every other session has ended.',
        NOT_YOU,
      ],
      facts: [],
      button: { label: 'Set a new password', href: `${links.shop}/forgot-password` },
      closing: 'Was it you? Then there is nothing to do.',
    }),
  },
  email_changed: {
    subject: () => 'Your mail address was changed',
    letter: ({ matter: { detail }, links }) => ({
      preview: 'Mails go to your new address from now on.',
      heading: 'Your mail address was changed',
      paragraphs: [
        'From now on mails about your account and your orders go to the new address. This is the last one to the old one.',
        NOT_YOU,
      ],
      facts: detail === undefined ? [] : [{ name: 'New address', value: detail }],
      button: { label: 'Look at your account', href: `${links.shop}/account` },
      closing: 'Was it you? Then there is nothing to do.',
    }),
  },
  mfa_enabled: {
    subject: () => 'A second factor protects your account',
    letter: ({ links }) => ({
      preview: 'From now on a code is asked for when you sign in.',
      heading: 'Your account has a second factor',
      paragraphs: [
        'From now on we ask for a code of your authenticator when you sign in. Keep the recovery codes where you find them without your phone.',
        NOT_YOU,
      ],
      facts: [],
      button: { label: 'Look at your account', href: `${links.shop}/account` },
      closing: 'Was it you? Then there is nothing to do.',
    }),
  },
  mfa_disabled: {
    subject: () => 'The second factor of your account is off',
    letter: ({ links }) => ({
      preview: 'A password is enough to sign in again.',
      heading: 'The second factor is off',
      paragraphs: ['Your password alone is enough to sign in again.', NOT_YOU],
      facts: [],
      button: { label: 'Look at your account', href: `${links.shop}/account` },
      closing: 'Was it you? Then there is nothing to do.',
    }),
  },
}
