import type { Metadata } from 'next'
import type { AddressView } from '@rialto/contracts/profile'
import { here } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { asMe } from '../../../../../session/own.ts'
import { addressLine, addressLines } from '../../../../../shop/own/address-fields.ts'
import { deliverHere, removeAddress } from '../../../../../shop/own/addresses.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { RemoveQuestion } from '../../../../../shop/own/remove-question.tsx'
import { buttonStyle } from '../../../../../ui/button.tsx'
import { Empty } from '../../../../../ui/empty.tsx'
import { words } from '../../../../../words/words.ts'

/** As many as an address book holds, or more. */
const LIMIT = 100
const SMALL =
  'inline-flex min-h-11 items-center font-semibold underline underline-offset-4 hover:no-underline'

export function generateMetadata(): Metadata {
  return { title: words('own')('addresses'), robots: { index: false } }
}

export default async function AddressesPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { items } = await asMe((api) => api.profile.addresses({ query: { limit: LIMIT } }))
  const removed = await asked(searchParams, 'remove')
  const add = (
    <a href={here('/account/addresses/new')} className={buttonStyle('action')}>
      {t('addressAdd')}
    </a>
  )
  return (
    <OwnPage
      at="addresses"
      title={t('addresses')}
      said={await asked(searchParams, 'said')}
      action={items.length > 0 && add}
    >
      {items.length === 0 && <Empty title={t('addressesEmpty')}>{add}</Empty>}
      <ul className="grid gap-5 md:grid-cols-2">
        {items.map((address) => (
          <li key={address.id} id={address.id} className="scroll-mt-32 rounded-card bg-surface p-5">
            {removed === address.id ? (
              <RemoveQuestion
                id={address.id}
                what={addressLine(address)}
                after={t('removeAddressAfter')}
                action={removeAddress}
                back={`/account/addresses#${address.id}`}
              />
            ) : (
              <Kept address={address} />
            )}
          </li>
        ))}
      </ul>
    </OwnPage>
  )
}

function Kept({ address }: { readonly address: AddressView }) {
  const t = words('own')
  const { id, label, isDefaultShipping, isDefaultBilling } = address
  const uses = [
    isDefaultShipping && t('isDefaultShipping'),
    isDefaultBilling && t('isDefaultBilling'),
  ].filter(Boolean)
  return (
    <div className="flex h-full flex-col">
      {label !== null && label !== '' && (
        <h2 className="font-display text-lead font-bold tracking-tight [overflow-wrap:anywhere]">{label}</h2>
      )}
      <address className="not-italic [overflow-wrap:anywhere]">
        {addressLines(address).map((line) => (
          <span key={line} className="block">
            <bdi>{line}</bdi>
          </span>
        ))}
      </address>
      {uses.length > 0 && <p className="mt-2 text-small font-semibold text-muted">{uses.join(' · ')}</p>}
      <div className="mt-auto flex flex-wrap gap-x-6 pt-3 text-note">
        <a
          href={here(`/account/addresses/${id}`)}
          className={SMALL}
          aria-label={`${t('edit')}: ${addressLine(address)}`}
        >
          {t('edit')}
        </a>
        <a
          href={here(`/account/addresses?remove=${id}#${id}`)}
          className={SMALL}
          aria-label={`${t('remove')}: ${addressLine(address)}`}
        >
          {t('remove')}
        </a>
        {!isDefaultShipping && (
          <form action={deliverHere}>
            <input type="hidden" name="id" value={id} />
            <button className={SMALL} aria-label={`${t('makeDefault')}: ${addressLine(address)}`}>
              {t('makeDefault')}
            </button>
          </form>
        )}
      </div>
    </div>
  )
}
