/** What a checkout begins with: what was typed before, what the account knows, and the country of the region. */
import { isProblem, type Rialto } from '@rialto/client'
import type { AddressView, PaymentMethodView } from '@rialto/contracts/profile'
import { countryName } from '../../region/countries.ts'
import type { Locale } from '../../region/locales.ts'
import type { Region } from '../../region/regions.ts'
import { readDraft } from '../../session/draft.ts'
import { me } from '../../session/me.ts'
import { myShop } from '../../session/shop.ts'
import { words } from '../../words/words.ts'
import type { Choice } from './choices.tsx'
import { BY_CARD, NEW_ADDRESS, NO_FIELDS, type Fields } from './fields.ts'

/** As many as one looks through; the newest come first. */
const SHOWN_MAX = 20

export type Own = {
  readonly fields: Fields
  readonly addresses: readonly Choice[]
  readonly saved: readonly Choice[]
}

export async function readOwn({ country }: Region, locale: Locale): Promise<Own> {
  const [draft, user] = await Promise.all([readDraft(), me()])
  const begun = { ...NO_FIELDS, country, ...draft }
  if (!user) return { fields: { ...begun, address: '', pay: '' }, addresses: [], saved: [] }
  const { email, addresses, methods } = await readAccount(await myShop())
  const usual = addresses.find(({ isDefaultShipping }) => isDefaultShipping) ?? addresses[0]
  const usualMethod = methods.find(({ isDefault }) => isDefault) ?? methods[0]
  const isKnown = (id: string, all: readonly { readonly id: string }[]) => all.some((each) => each.id === id)
  return {
    fields: {
      ...begun,
      email: begun.email === '' ? email : begun.email,
      address:
        isKnown(begun.address, addresses) || begun.address === NEW_ADDRESS
          ? begun.address
          : (usual?.id ?? ''),
      pay: isKnown(begun.pay, methods) || begun.pay === BY_CARD ? begun.pay : (usualMethod?.id ?? ''),
    },
    addresses: addresses.map((address) => shownAddress(address, locale)),
    saved: methods.map((method) => shownMethod(method, locale)),
  }
}

/** What cannot be read is typed. */
async function readAccount({ identity, profile }: Rialto) {
  const query = { limit: SHOWN_MAX }
  const [account, addresses, methods] = await Promise.all([
    orNothing(identity.profile()),
    orNothing(profile.addresses({ query })),
    orNothing(profile.paymentMethods({ query })),
  ])
  return { email: account?.email ?? '', addresses: addresses?.items ?? [], methods: methods?.items ?? [] }
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (!isProblem(error)) throw error
    return undefined
  }
}

function shownAddress(address: AddressView, locale: Locale): Choice {
  const { id, label, name, street, line2, zipCode, city, state, country } = address
  const place = [street, line2, `${zipCode} ${city}`, state, countryName(country, locale)]
  return {
    value: id,
    title: name ?? label ?? street,
    note: place.filter((line) => line !== undefined && line !== '').join(', '),
  }
}

function shownMethod({ id, brand, last4, method }: PaymentMethodView, locale: Locale): Choice {
  const t = words('checkout', locale)
  const name = brand === null ? t('card') : brand[0]?.toUpperCase() + brand.slice(1)
  return {
    value: id,
    title: last4 === null ? (brand === null ? method : name) : t('savedCard', { brand: name, last4 }),
  }
}
