import type { Metadata } from 'next'
import { isProblem } from '@rialto/client'
import type { CartView } from '@rialto/contracts/cart'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { cartKey, shop } from '../../../../session/shop.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { ownPath } from '../../../../shop/account/return.ts'
import { buttonStyle } from '../../../../ui/button.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('leftTitle'), robots: { index: false } }
}

/** After signing in: what of the guest's cart found no room in that of the account. */
export default async function LeftBehindPage({ searchParams }: { searchParams: Query }) {
  const t = words('account')
  const reasons = [(await searchParams)['why'] ?? []].flat()
  const items = await readLeft()
  return (
    <Narrow title={t('leftTitle')} lead={t('leftText')}>
      <ul className="grid gap-2">
        {items.map(({ id, name, quantity }) => (
          <li key={id} className="font-semibold">
            {t('leftPieces', { name, count: quantity })}
          </li>
        ))}
      </ul>
      {reasons.map((reason) => (
        <p key={reason} className="mt-4 text-muted">
          {t('leftWhy', { reason })}
        </p>
      ))}
      <a
        href={ownPath(await asked(searchParams, 'return'), here('/account'))}
        className={buttonStyle('action', 'mt-8')}
      >
        {t('leftOn')}
      </a>
    </Narrow>
  )
}

async function readLeft(): Promise<CartView['items']> {
  const key = await cartKey()
  if (key === undefined) return []
  try {
    return (await shop().cart.get({ headers: { 'x-cart-key': key } })).items
  } catch (error) {
    if (isProblem(error)) return []
    throw error
  }
}
