import type { Metadata } from 'next'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { Narrow } from '../../../../shop/account/narrow.tsx'
import { verifyEmail } from '../../../../shop/account/verify-email.ts'
import { buttonStyle } from '../../../../ui/button.tsx'
import { words } from '../../../../words/words.ts'

export function generateMetadata(): Metadata {
  return { title: words('account')('verifyTitle'), robots: { index: false } }
}

/** Where the mail leads to that confirms an address, of a new account or a new one of an old. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: Query }) {
  const t = words('account')
  const token = await asked(searchParams, 'token')
  const end = await asked(searchParams, 'end')
  if (end === 'done')
    return (
      <Narrow
        title={t('verifyDone')}
        lead={t('verifyDoneText')}
        ways={[
          [here('/account'), t('toAccount')],
          [here('/'), t('goShopping')],
        ]}
      />
    )
  if (end === 'taken') return <Narrow title={t('verifyTaken')} ways={[[here('/sign-in'), t('signIn')]]} />
  if (token === undefined)
    return (
      <Narrow
        title={t('linkBad')}
        lead={`${t('linkBadText')} ${t('verifyAgain')}`}
        ways={[[here('/account/profile'), t('toAccount')]]}
      />
    )
  return (
    <Narrow title={t('verifyTitle')} lead={t('verifyLead')}>
      <form action={verifyEmail}>
        <input type="hidden" name="token" value={token} />
        <button className={buttonStyle('action', 'max-sm:w-full')}>{t('verifySubmit')}</button>
      </form>
    </Narrow>
  )
}
