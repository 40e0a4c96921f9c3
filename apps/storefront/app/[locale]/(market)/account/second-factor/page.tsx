import type { Metadata } from 'next'
import { ShieldCheck } from 'lucide-react'
import { here } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { asMe } from '../../../../../session/own.ts'
import { formTexts } from '../../../../../shop/account/form-texts.ts'
import { EnrolForm } from '../../../../../shop/own/enrol-form.tsx'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { turnOff } from '../../../../../shop/own/second-factor.ts'
import { ActionForm } from '../../../../../ui/action-form.tsx'
import { words } from '../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('secondFactor'), robots: { index: false } }
}

export default async function SecondFactorPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { enabled, recoveryCodesLeft } = await asMe((api) => api.identity.mfa())
  return (
    <OwnPage
      at="secondFactor"
      title={t('secondFactor')}
      lead={t('mfaLead')}
      said={await asked(searchParams, 'said')}
    >
      <EnrolForm
        isEnabled={enabled}
        done={here('/account/second-factor')}
        texts={{
          summary: words('account')('summary'),
          password: t('currentPassword'),
          begin: t('mfaBegin'),
          scan: t('mfaScan'),
          qr: t('mfaQr'),
          secret: t('mfaSecret'),
          code: t('mfaCode'),
          confirm: t('mfaConfirm'),
          codes: t('mfaCodes'),
          codesText: t('mfaCodesText'),
          kept: t('mfaKept'),
        }}
      >
        <p className="flex items-start gap-3">
          <ShieldCheck aria-hidden size={24} strokeWidth={1.75} className="shrink-0 text-success" />
          {t('mfaOn', { count: recoveryCodesLeft })}
        </p>
        <TurnOff />
      </EnrolForm>
    </OwnPage>
  )
}

function TurnOff() {
  const t = words('own')
  return (
    <section aria-labelledby="off" className="mt-12 max-w-[28rem]">
      <h2 id="off" className="text-title">
        {t('mfaOffTitle')}
      </h2>
      <p className="mt-2 mb-5 text-muted">{t('mfaOffLead')}</p>
      <ActionForm
        action={turnOff}
        kind="danger"
        texts={formTexts(t('mfaOff'))}
        fields={[
          {
            name: 'currentPassword',
            kind: 'password',
            label: t('currentPassword'),
            autoComplete: 'current-password',
            required: true,
          },
          {
            name: 'otp',
            kind: 'code',
            label: words('account')('code'),
            hint: words('account')('codeHint'),
            autoComplete: 'one-time-code',
            required: true,
          },
        ]}
      />
    </section>
  )
}
