import type { Metadata } from 'next'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { formTexts } from '../../../../shop/account/form-texts.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { resetPassword } from '../../../../shop/account/reset-password.ts'
import { ActionForm } from '../../../../ui/action-form.tsx'
import { buttonStyle } from '../../../../ui/button.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('resetTitle'), robots: { index: false } }
}

/** Where the mail leads to; without a token, where a link ends that is good no more. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: Query }) {
  const t = words('account')
  const token = await asked(searchParams, 'token')
  if (token === undefined)
    return (
      <Narrow title={t('linkBad')} lead={t('linkBadText')}>
        <a href={here('/forgot-password')} className={buttonStyle('action')}>
          {t('linkAsk')}
        </a>
      </Narrow>
    )
  return (
    <Narrow title={t('resetTitle')}>
      <ActionForm
        action={resetPassword}
        hidden={{ token }}
        texts={formTexts(t('resetSubmit'))}
        fields={[
          {
            name: 'newPassword',
            kind: 'password',
            label: t('newPassword'),
            hint: t('passwordHint'),
            autoComplete: 'new-password',
            required: true,
          },
        ]}
      />
    </Narrow>
  )
}
