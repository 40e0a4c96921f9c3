/** Where an order does not open: nobody is told whether there is one. The answer is a 404. */
import { here } from '../../page/here.ts'
import { missPage } from '../../page/page.ts'
import { me } from '../../session/me.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

export async function LostOrder({ id }: { readonly id: string }) {
  missPage()
  const t = words('order')
  const back = here(`/orders/${encodeURIComponent(id)}`)
  return (
    <div className="measure py-18">
      <div aria-hidden className="arch terrazzo h-48 w-36 bg-surface" />
      <h1 className="mt-8 text-display">{t('lostTitle')}</h1>
      <p className="mt-3 max-w-[60ch] text-lead text-muted">{t('lostText')}</p>
      {(await me()) ? (
        <a href={here('/')} className={buttonStyle('outline', 'mt-8')}>
          {t('lostHome')}
        </a>
      ) : (
        <a
          href={here(`/sign-in?return=${encodeURIComponent(back)}`)}
          className={buttonStyle('outline', 'mt-8')}
        >
          {t('lostSignIn')}
        </a>
      )}
    </div>
  )
}
