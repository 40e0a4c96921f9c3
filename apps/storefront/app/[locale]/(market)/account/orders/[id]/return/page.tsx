import type { Metadata } from 'next'
import { isProblem } from '@rialto/client'
import type { OrderView } from '@rialto/contracts/order'
import { here } from '../../../../../../../page/here.ts'
import { asMe } from '../../../../../../../session/own.ts'
import { formTexts } from '../../../../../../../shop/account/form-texts.ts'
import { MissingPage } from '../../../../../../../shop/layout/missing-page.tsx'
import { OwnPage } from '../../../../../../../shop/own/own-page.tsx'
import { sendBack } from '../../../../../../../shop/own/send-back.ts'
import { ActionForm } from '../../../../../../../ui/action-form.tsx'
import { buttonStyle } from '../../../../../../../ui/button.tsx'
import { Empty } from '../../../../../../../ui/empty.tsx'
import { words } from '../../../../../../../words/words.ts'

const CHOICES_MAX = 20

export function generateMetadata(): Metadata {
  return { title: words('own')('sendBack'), robots: { index: false } }
}

export default async function ReturnPage({ params }: { params: Promise<{ id: string }> }) {
  const t = words('own')
  const { id } = await params
  const order = await readOrder(id)
  if (!order) return <MissingPage />
  const back = (
    <a href={here('/account/orders')} className={buttonStyle('text')}>
      {t('cancel')}
    </a>
  )
  if (order.status !== 'delivered')
    return (
      <OwnPage at="orders" title={t('sendBack')}>
        <Empty title={t('returnNotNow')}>{back}</Empty>
      </OwnPage>
    )
  return (
    <OwnPage at="orders" title={t('returnTitle', { number: order.number })} lead={t('returnLead')}>
      <div className="max-w-[40rem]">
        <ActionForm
          action={sendBack}
          hidden={{ order: id }}
          texts={formTexts(t('returnSend'))}
          fields={[
            ...order.items.map(({ id: line, name, quantity }) => ({
              name: line,
              // Who has that many types the number.
              kind: quantity > CHOICES_MAX ? ('code' as const) : ('choice' as const),
              label: t('returnPieces', { name }),
              value: '0',
              options: Array.from({ length: Math.min(quantity, CHOICES_MAX) + 1 }, (_, count) => ({
                value: String(count),
                text: count === 0 ? t('returnNone') : String(count),
              })),
            })),
            { name: 'reason', label: t('returnWhy'), autoComplete: 'off', maxLength: 200 },
          ]}
        >
          {back}
        </ActionForm>
      </div>
    </OwnPage>
  )
}

async function readOrder(id: string): Promise<OrderView | undefined> {
  try {
    return await asMe((api) => api.order.get({ params: { id } }))
  } catch (error) {
    if (isProblem(error, 'unknown_order', 'validation_failed')) return undefined
    throw error
  }
}
