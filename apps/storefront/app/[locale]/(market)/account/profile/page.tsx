import type { Metadata } from 'next'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { currentLocale } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { LOCALES, LOCALE_NAMES } from '../../../../../region/locales.ts'
import { asMe } from '../../../../../session/own.ts'
import { formTexts } from '../../../../../shop/account/form-texts.ts'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { changeEmail, changeProfile, resendVerification } from '../../../../../shop/own/profile.ts'
import { ActionForm } from '../../../../../ui/action-form.tsx'
import { words } from '../../../../../words/words.ts'

const ICON = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const

export function generateMetadata(): Metadata {
  return { title: words('own')('profile'), robots: { index: false } }
}

export default async function ProfilePage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const { body: profile, etag } = await asMe((api) => api.identity.profile.full())
  const { firstName, lastName, phone, locale } = profile
  return (
    <OwnPage at="profile" title={t('profile')} said={await asked(searchParams, 'said')}>
      <div className="max-w-[40rem]">
        <ActionForm
          action={changeProfile}
          hidden={{ etag: etag ?? '' }}
          texts={formTexts(t('profileSave'))}
          fields={[
            {
              name: 'firstName',
              label: t('firstName'),
              autoComplete: 'given-name',
              maxLength: 100,
              half: true,
              value: firstName ?? '',
            },
            {
              name: 'lastName',
              label: t('lastName'),
              autoComplete: 'family-name',
              maxLength: 100,
              half: true,
              value: lastName ?? '',
            },
            {
              name: 'phone',
              kind: 'tel',
              label: t('phone'),
              hint: t('phoneWhy'),
              autoComplete: 'tel',
              maxLength: 32,
              value: phone ?? '',
            },
            {
              name: 'locale',
              kind: 'choice',
              label: t('mailLocale'),
              hint: t('mailLocaleHint'),
              options: LOCALES.map((value) => ({ value, text: LOCALE_NAMES[value] })),
              value: locale ?? currentLocale(),
            },
          ]}
        />
        <Email email={profile.email} isConfirmed={profile.emailVerified} />
      </div>
    </OwnPage>
  )
}

function Email({ email, isConfirmed }: { readonly email: string | null; readonly isConfirmed: boolean }) {
  const t = words('own')
  return (
    <section aria-labelledby="email" className="mt-18">
      <h2 id="email" className="text-heading">
        {t('email')}
      </h2>
      {email === null ? (
        <p className="mt-3">{t('emailNone')}</p>
      ) : (
        <p className="mt-3 flex flex-wrap items-center gap-x-4">
          <bdi className="font-semibold [overflow-wrap:anywhere]">{email}</bdi>
          {isConfirmed ? (
            <span className="inline-flex items-center gap-1.5 text-note text-success">
              <CircleCheck {...ICON} />
              {t('emailConfirmed')}
            </span>
          ) : (
            <span className="inline-flex items-center gap-1.5 text-note text-warning">
              <CircleAlert {...ICON} />
              {t('emailUnconfirmed')}
            </span>
          )}
        </p>
      )}
      {email !== null && !isConfirmed && (
        <form action={resendVerification}>
          <button className="min-h-11 text-note font-semibold underline underline-offset-4">
            {t('verifyResend')}
          </button>
        </form>
      )}
      <p className="mt-3 mb-5 text-muted">{t('emailChangeLead')}</p>
      <ActionForm
        action={changeEmail}
        kind="outline"
        texts={formTexts(t('emailChange'))}
        fields={[
          { name: 'newEmail', kind: 'email', label: t('emailNew'), autoComplete: 'email', required: true },
          {
            name: 'currentPassword',
            kind: 'password',
            label: t('currentPassword'),
            autoComplete: 'current-password',
            required: true,
          },
        ]}
      />
    </section>
  )
}
