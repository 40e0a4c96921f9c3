/** On through a long list: back to its beginning, and to what comes next. */
import { buttonStyle } from './button.tsx'

type Way = { readonly href: string; readonly text: string } | undefined

export function Pages({ first, next }: { readonly first: Way; readonly next: Way }) {
  if (!first && !next) return null
  return (
    <p className="mt-8 flex flex-wrap gap-4">
      {next && (
        <a href={next.href} className={buttonStyle('outline')}>
          {next.text}
        </a>
      )}
      {first && (
        <a href={first.href} className={buttonStyle('text')}>
          {first.text}
        </a>
      )}
    </p>
  )
}
