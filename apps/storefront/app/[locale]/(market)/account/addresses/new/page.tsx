import type { Metadata } from 'next'
import { here } from '../../../../../../page/here.ts'
import { currentRegion } from '../../../../../../session/region.ts'
import { asMe } from '../../../../../../session/own.ts'
import { formTexts } from '../../../../../../shop/account/form-texts.ts'
import { addressFields } from '../../../../../../shop/own/address-fields.ts'
import { addAddress } from '../../../../../../shop/own/addresses.ts'
import { OwnPage } from '../../../../../../shop/own/own-page.tsx'
import { ActionForm } from '../../../../../../ui/action-form.tsx'
import { buttonStyle } from '../../../../../../ui/button.tsx'
import { words } from '../../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('addressAdd'), robots: { index: false } }
}

export default async function NewAddressPage() {
  const t = words('own')
  const { items } = await asMe((api) => api.profile.addresses({ query: { limit: 1 } }))
  const { country } = await currentRegion()
  // The first one is both, whatever is ticked: there is nothing to choose.
  const isFirst = items.length === 0
  return (
    <OwnPage at="addresses" title={t('addressAdd')}>
      <div className="max-w-[40rem]">
        <ActionForm
          action={addAddress}
          texts={formTexts(t('saveAddress'))}
          fields={addressFields(undefined, country).filter(({ kind }) => kind !== 'check' || !isFirst)}
        >
          <a href={here('/account/addresses')} className={buttonStyle('text')}>
            {t('cancel')}
          </a>
        </ActionForm>
      </div>
    </OwnPage>
  )
}
