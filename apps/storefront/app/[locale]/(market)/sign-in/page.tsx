import type { Metadata } from 'next'
import { here } from '../../../../page/here.ts'
import { SignInForm } from '../../../../shop/account/sign-in-form.tsx'
import { ownPath } from '../../../../shop/account/return.ts'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('signInTitle'), robots: { index: false } }
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}) {
  const t = words('account')
  const { return: back } = await searchParams
  return (
    <div className="measure py-18">
      <div className="mx-auto max-w-[26rem]">
        <h1 className="mb-8 text-display">{t('signInTitle')}</h1>
        <SignInForm
          back={ownPath(back, here('/account'))}
          texts={{
            identifier: t('identifier'),
            password: t('password'),
            code: t('code'),
            codeHint: t('codeHint'),
            submit: t('signIn'),
            summary: t('summary'),
          }}
        />
        <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2 text-note">
          <a href={here('/forgot-password')} className="underline underline-offset-4">
            {t('forgot')}
          </a>
          <a href={here('/sign-up')} className="underline underline-offset-4">
            {t('toSignUp')}
          </a>
        </p>
      </div>
    </div>
  )
}
