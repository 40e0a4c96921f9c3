/** Ways to look at a list, by name: those that come with it first, then those that people keep. */
import type { ReactNode } from 'react'
import { viewOf, type List } from './list.ts'

export type View = {
  readonly name: string
  /** As `viewOf` writes it. */
  readonly state: string
}

export function ViewTabs({
  list,
  views,
  end,
}: {
  readonly list: List
  readonly views: readonly View[]
  readonly end?: ReactNode
}) {
  const current = viewOf(list)
  return (
    <div className="flex items-center border-b border-hairline px-2">
      <nav aria-label="Views" className="min-w-0 overflow-x-auto">
        <ul className="flex">
          {views.map(({ name, state }) => (
            <li key={name}>
              <a
                href={state === '' ? list.path : `${list.path}?${state}`}
                aria-current={sameView(state, current) ? 'page' : undefined}
                className="-mb-px inline-flex h-10 items-center border-b-2 border-transparent px-3 text-note font-medium whitespace-nowrap text-muted pointer-coarse:h-11 hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {end}
    </div>
  )
}

function sameView(one: string, other: string): boolean {
  const [a, b] = [one, other].map((state) => {
    const sorted = new URLSearchParams(state)
    sorted.sort()
    return sorted.toString()
  })
  return a === b
}
