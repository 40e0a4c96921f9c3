'use client'
/**
 * Light, dark, or as the device. The choice is a cookie that the script in the layout reads before the first paint;
 * the pages are the same for all, so it is this that marks the button of it.
 */
import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'

const CHOICES = [
  ['system', Monitor],
  ['light', Sun],
  ['dark', Moon],
] as const
type Choice = (typeof CHOICES)[number][0]

const CHOSEN = 'rialto:theme'

function subscribe(onChosen: () => void): () => void {
  addEventListener(CHOSEN, onChosen)
  return () => removeEventListener(CHOSEN, onChosen)
}

function chosenBy(cookie: string): Choice {
  const found = new RegExp(`(?:^|; )${cookie}=(light|dark)`).exec(document.cookie)?.[1]
  return (found as Choice | undefined) ?? 'system'
}

export function ThemeSwitch({
  label,
  texts,
  cookie,
  seconds,
  colors,
}: {
  readonly label: string
  readonly texts: Readonly<Record<Choice, string>>
  readonly cookie: string
  /** How long the choice is kept. */
  readonly seconds: number
  /** What the browser's own bars take. */
  readonly colors: Readonly<Record<'light' | 'dark', string>>
}) {
  const choice = useSyncExternalStore(
    subscribe,
    () => chosenBy(cookie),
    () => undefined,
  )
  useEffect(() => {
    if (choice === undefined) return undefined
    const device = matchMedia('(prefers-color-scheme: dark)')
    const show = () => {
      const theme = choice === 'system' ? (device.matches ? 'dark' : 'light') : choice
      document.documentElement.dataset['theme'] = theme
      for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
        meta.content = colors[theme]
    }
    show()
    device.addEventListener('change', show)
    return () => device.removeEventListener('change', show)
  }, [choice, colors])

  function choose(chosen: Choice) {
    const kept = chosen === 'system' ? 0 : seconds
    const secure = location.protocol === 'https:' ? '; secure' : ''
    document.cookie = `${cookie}=${chosen}; path=/; samesite=lax; max-age=${kept}${secure}`
    dispatchEvent(new Event(CHOSEN))
  }
  return (
    <div role="group" aria-label={label} className="inline-flex gap-1 rounded-pill border border-control p-1">
      {CHOICES.map(([name, Icon]) => (
        <button
          key={name}
          type="button"
          aria-pressed={choice === name}
          onClick={() => choose(name)}
          className="inline-flex min-h-11 items-center gap-2 rounded-pill px-3 sm:px-4 text-note hover:bg-page aria-pressed:bg-ink aria-pressed:text-on-ink"
        >
          <Icon aria-hidden size={18} strokeWidth={1.75} className="max-[24rem]:hidden" />
          {texts[name]}
        </button>
      ))}
    </div>
  )
}
