import type { Metadata } from 'next'
import { asked, type Query } from '../../../../../page/query.ts'
import { asMe } from '../../../../../session/own.ts'
import { formTexts } from '../../../../../shop/account/form-texts.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { changePassword } from '../../../../../shop/own/password.ts'
import { ActionForm } from '../../../../../ui/action-form.tsx'
import { words } from '../../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('own')('password'), robots: { index: false } }
}

export default async function PasswordPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { email, username } = await asMe((api) => api.identity.profile())
  return (
    <OwnPage
      at="password"
      title={t('password')}
      lead={t('passwordLead')}
      said={await asked(searchParams, 'said')}
    >
      <div className="max-w-[28rem]">
        <ActionForm
          action={changePassword}
          username={email ?? username ?? undefined}
          texts={formTexts(t('passwordChange'))}
          fields={[
            {
              name: 'currentPassword',
              kind: 'password',
              label: t('currentPassword'),
              autoComplete: 'current-password',
              required: true,
            },
            {
              name: 'newPassword',
              kind: 'password',
              label: words('account')('newPassword'),
              hint: words('account')('passwordHint'),
              autoComplete: 'new-password',
              required: true,
            },
          ]}
        />
      </div>
    </OwnPage>
  )
}
