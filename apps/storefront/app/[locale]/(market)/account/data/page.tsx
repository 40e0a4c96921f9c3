import type { Metadata } from 'next'
import { Download } from 'lucide-react'
import { asMe } from '../../../../../session/own.ts'
import { formTexts } from '../../../../../shop/account/form-texts.ts'
import { eraseAccount } from '../../../../../shop/own/erase.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { ActionForm } from '../../../../../ui/action-form.tsx'
import { buttonStyle } from '../../../../../ui/button.tsx'
import { words } from '../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('data'), robots: { index: false } }
}

export default async function DataPage() {
  const t = words('own')
  const account = words('account')
  const { email, username, id } = await asMe((api) => api.identity.profile())
  const name = email ?? username ?? id
  return (
    <OwnPage at="data" title={t('data')}>
      <section aria-labelledby="export">
        <h2 id="export" className="text-title">
          {t('exportTitle')}
        </h2>
        <p className="mt-2 mb-5 max-w-[60ch] text-muted">{t('exportText')}</p>
        <a href="/shop/export" download className={buttonStyle('outline')}>
          <Download aria-hidden size={20} strokeWidth={1.75} />
          {t('exportAction')}
        </a>
      </section>
      <section aria-labelledby="erase" className="mt-18 max-w-[40rem]">
        <h2 id="erase" className="text-title">
          {t('eraseTitle')}
        </h2>
        <p className="mt-2 mb-5 max-w-[60ch] text-muted">{t('eraseText')}</p>
        <ActionForm
          action={eraseAccount}
          kind="danger"
          username={email ?? username ?? undefined}
          texts={formTexts(t('eraseAction'))}
          fields={[
            { name: 'typed', label: t('eraseTyped', { name }), autoComplete: 'off', required: true },
            {
              name: 'password',
              kind: 'password',
              label: t('currentPassword'),
              autoComplete: 'current-password',
              required: true,
            },
            {
              name: 'otp',
              kind: 'code',
              label: account('code'),
              hint: account('codeHint'),
              autoComplete: 'one-time-code',
              onDemand: true,
            },
          ]}
        />
      </section>
    </OwnPage>
  )
}
