import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { me } from '../../../../session/me.ts'
import { formTexts } from '../../../../shop/account/form-texts.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { ownPath } from '../../../../shop/account/return.ts'
import { signIn } from '../../../../shop/account/sign-in.ts'
import { ActionForm } from '../../../../ui/action-form.tsx'
import { Said } from '../../../../ui/said.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('signInTitle'), robots: { index: false } }
}

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const t = words('account')
  const back = await asked(searchParams, 'return')
  const home = here('/account')
  const goOn = ownPath(back, home)
  if (await me()) redirect(goOn)
  const query = back === undefined ? '' : `?return=${encodeURIComponent(goOn)}`
  return (
    <Narrow
      title={t('signInTitle')}
      lead={goOn === home ? undefined : t('toGoOn')}
      ways={[
        [here('/forgot-password'), t('forgot')],
        [here(`/sign-up${query}`), t('toSignUp')],
      ]}
    >
      {(await asked(searchParams, 'said')) === 'reset' && <Said>{t('resetDone')}</Said>}
      <ActionForm
        action={signIn}
        hidden={{ return: goOn }}
        texts={formTexts(t('signIn'))}
        fields={[
          { name: 'identifier', label: t('identifier'), autoComplete: 'username', required: true },
          {
            name: 'password',
            kind: 'password',
            label: t('password'),
            autoComplete: 'current-password',
            required: true,
          },
          {
            name: 'otp',
            kind: 'code',
            label: t('code'),
            hint: t('codeHint'),
            autoComplete: 'one-time-code',
            onDemand: true,
          },
        ]}
      />
    </Narrow>
  )
}
