import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { me } from '../../../../session/me.ts'
import { formTexts } from '../../../../shop/account/form-texts.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { ownPath } from '../../../../shop/account/return.ts'
import { signUp } from '../../../../shop/account/sign-up.ts'
import { ActionForm } from '../../../../ui/action-form.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('signUpTitle'), robots: { index: false } }
}

export default async function SignUpPage({ searchParams }: { searchParams: Query }) {
  const t = words('account')
  const back = await asked(searchParams, 'return')
  const goOn = ownPath(back, here('/account'))
  if (await me()) redirect(goOn)
  const query = back === undefined ? '' : `?return=${encodeURIComponent(goOn)}`
  return (
    <Narrow
      title={t('signUpTitle')}
      lead={t('signUpLead')}
      ways={[[here(`/sign-in${query}`), t('toSignIn')]]}
    >
      <ActionForm
        action={signUp}
        hidden={{ return: goOn }}
        texts={formTexts(t('signUp'))}
        fields={[
          {
            name: 'email',
            kind: 'email',
            label: t('email'),
            hint: t('emailHint'),
            autoComplete: 'email',
            required: true,
          },
          {
            name: 'password',
            kind: 'password',
            label: t('password'),
            hint: t('passwordHint'),
            autoComplete: 'new-password',
            required: true,
          },
          { name: 'firstName', label: t('firstName'), autoComplete: 'given-name', maxLength: 100 },
        ]}
      />
    </Narrow>
  )
}
