import type { Metadata } from 'next'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { formTexts } from '../../../../shop/account/form-texts.ts'
import { forgotPassword } from '../../../../shop/account/forgot-password.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { ActionForm } from '../../../../ui/action-form.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('forgot'), robots: { index: false } }
}

export default async function ForgotPasswordPage({ searchParams }: { searchParams: Query }) {
  const t = words('account')
  const isSent = (await asked(searchParams, 'sent')) !== undefined
  if (isSent)
    return (
      <Narrow title={t('forgotSent')} lead={t('forgotSentText')} ways={[[here('/sign-in'), t('signIn')]]}>
        <p className="text-muted">
          {t('forgotAgain')}{' '}
          <a href={here('/forgot-password')} className="underline underline-offset-4">
            {t('linkAsk')}
          </a>
        </p>
      </Narrow>
    )
  return (
    <Narrow title={t('forgot')} lead={t('forgotLead')} ways={[[here('/sign-in'), t('signIn')]]}>
      <ActionForm
        action={forgotPassword}
        texts={formTexts(t('forgotSend'))}
        fields={[{ name: 'identifier', label: t('identifier'), autoComplete: 'username', required: true }]}
      />
    </Narrow>
  )
}
