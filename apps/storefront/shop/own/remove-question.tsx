/** Asks, in the place of what is to go, whether it shall. */
import { here } from '../../page/here.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

export function RemoveQuestion({
  id,
  what,
  after,
  action,
  back,
}: {
  readonly id: string
  readonly what: string
  /** What follows from it. */
  readonly after?: string
  readonly action: (form: FormData) => Promise<void>
  /** The list as it was. */
  readonly back: string
}) {
  const t = words('own')
  return (
    <div role="group" aria-labelledby={`${id}-question`}>
      <h2 id={`${id}-question`} className="text-body font-bold [overflow-wrap:anywhere]">
        {t('removeAsk', { what })}
      </h2>
      {after !== undefined && <p className="mt-1 text-note text-muted">{after}</p>}
      <form action={action} className="mt-4 flex flex-wrap gap-3">
        <input type="hidden" name="id" value={id} />
        <button className={buttonStyle('danger')}>{t('remove')}</button>
        <a href={here(back)} className={buttonStyle('text')}>
          {t('keep')}
        </a>
      </form>
    </div>
  )
}
