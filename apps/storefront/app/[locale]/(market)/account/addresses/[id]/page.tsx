import type { Metadata } from 'next'
import { isProblem } from '@rialto/client'
import { here } from '../../../../../../page/here.ts'
import { asMe } from '../../../../../../session/own.ts'
import { formTexts } from '../../../../../../shop/account/form-texts.ts'
import { MissingPage } from '../../../../../../shop/layout/missing-page.tsx'
import { addressFields } from '../../../../../../shop/own/address-fields.ts'
import { changeAddress } from '../../../../../../shop/own/addresses.ts'
import { OwnPage } from '../../../../../../shop/own/own-page.tsx'
import { ActionForm } from '../../../../../../ui/action-form.tsx'
import { buttonStyle } from '../../../../../../ui/button.tsx'
import { words } from '../../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('addressEdit'), robots: { index: false } }
}

export default async function AddressPage({ params }: { params: Promise<{ id: string }> }) {
  const t = words('own')
  const { id } = await params
  const found = await readAddress(id)
  if (!found) return <MissingPage />
  const { body: address, etag } = found
  return (
    <OwnPage at="addresses" title={t('addressEdit')}>
      <div className="max-w-[40rem]">
        <ActionForm
          action={changeAddress}
          hidden={{ id, etag: etag ?? '' }}
          texts={formTexts(t('saveAddress'))}
          fields={addressFields(address, address.country)}
        >
          <a href={here('/account/addresses')} className={buttonStyle('text')}>
            {t('cancel')}
          </a>
        </ActionForm>
      </div>
    </OwnPage>
  )
}

async function readAddress(id: string) {
  try {
    return await asMe((api) => api.profile.address.full({ params: { id } }))
  } catch (error) {
    if (isProblem(error, 'unknown_address', 'validation_failed')) return undefined
    throw error
  }
}
