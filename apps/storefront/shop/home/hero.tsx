/** The first thing one sees: a sentence, and three niches of different height over a floor of terrazzo. */
import { here } from '../../page/here.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

export function Hero() {
  const t = words('home')
  return (
    <section className="relative overflow-hidden">
      <div className="measure grid items-end gap-12 pt-12 lg:grid-cols-12 lg:pt-18">
        <div className="lg:col-span-6 lg:pb-28">
          <h1 className="max-w-[12ch] text-hero max-sm:text-wrap">{t('heading')}</h1>
          <p className="mt-6 max-w-[44ch] text-lead text-muted">{t('lead')}</p>
          <a href={here('/search?sort=newest')} className={buttonStyle('action', 'mt-8')}>
            {t('shop')}
          </a>
        </div>
        <div aria-hidden className="flex items-end justify-center gap-3 sm:gap-5 lg:col-span-6">
          <Niche height="h-[11rem] sm:h-[15rem] lg:h-[18rem]" tint="text-chip-3">
            <Vase />
          </Niche>
          <Niche height="h-[15rem] sm:h-[21rem] lg:h-[27rem]" tint="text-control" view="0 0 100 230">
            <Lamp />
          </Niche>
          <Niche height="h-[9rem] sm:h-[12rem] lg:h-[14rem]" tint="text-chip-1">
            <Cup />
          </Niche>
        </div>
      </div>
      <div aria-hidden className="terrazzo h-14 border-t border-hairline bg-surface" />
    </section>
  )
}

function Niche({
  height,
  tint,
  view = '0 0 100 140',
  children,
}: {
  readonly height: string
  readonly tint: string
  /** As tall as what stands in it. */
  readonly view?: string
  readonly children: React.ReactNode
}) {
  return (
    <div className={`relative w-1/3 max-w-[11rem] ${height} ${tint}`}>
      <div className="absolute inset-0 rounded-t-full bg-current opacity-20" />
      <div className="absolute inset-x-[14%] top-[10%] bottom-0 rounded-t-full bg-current opacity-15" />
      <svg
        viewBox={view}
        className="absolute inset-x-[18%] bottom-0 w-[64%]"
        preserveAspectRatio="xMidYMax meet"
      >
        {children}
      </svg>
    </div>
  )
}

function Vase() {
  return (
    <>
      <path
        className="fill-success"
        d="M50 60C44 34 30 24 18 22c2 18 14 32 30 40zM50 58c0-26 10-40 24-46 4 20-8 38-22 48z"
      />
      <path
        className="fill-action"
        d="M36 60h28l-4 14c14 10 18 24 14 38-3 12-10 26-10 28H36s-7-16-10-28c-4-14 0-28 14-38z"
      />
      <path className="fill-gold" d="M25 104h50l-2 9H27z" />
    </>
  )
}

function Lamp() {
  return (
    <>
      <path className="fill-gold" d="M30 14h40l18 48H12z" />
      <path className="fill-ink opacity-80" d="M12 62h76c0 5-17 8-38 8s-38-3-38-8z" />
      <rect className="fill-ink" x="47" y="66" width="6" height="154" rx="2" />
      <ellipse className="fill-ink" cx="50" cy="223" rx="28" ry="6" />
    </>
  )
}

function Cup() {
  return (
    <>
      <path className="fill-none stroke-ink" strokeWidth="8" d="M72 92c16-4 22 4 20 14s-12 16-24 14" />
      <path className="fill-ink" d="M18 80h58v44c0 9-7 16-16 16H34c-9 0-16-7-16-16z" />
      <ellipse className="fill-action" cx="47" cy="80" rx="29" ry="6" />
      <path className="fill-action" d="M18 104h58v8H18z" />
    </>
  )
}
