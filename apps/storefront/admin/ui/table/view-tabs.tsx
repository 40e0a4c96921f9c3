/** Ways to look at a list, by name: those that come with it first, then one’s own, then those that others share. */
import { Users } from 'lucide-react'
import { isProblem, Unreachable } from '@rialto/client'
import type { SavedView } from '@rialto/contracts/profile'
import { myShop } from '../../../session/shop.ts'
import { staff } from '../../shell/staff.ts'
import { viewOf, type List } from './list.ts'
import { SaveView } from './save-view.tsx'
import { ViewMenu } from './view-menu.tsx'

export type View = {
  readonly name: string
  /** As `viewOf` writes it. */
  readonly state: string
}

const WHOLE: View = { name: 'All', state: '' }

export async function ViewTabs({ list, views }: { readonly list: List; readonly views: readonly View[] }) {
  const name = nameOf(list)
  const [who, saved] = await Promise.all([staff(), savedViews(name)])
  const current = viewOf(list)
  const known = views.length > 0 ? views : [WHOLE]
  const chosen = saved.find(({ query }) => isSame(query, current))
  const isNew = !chosen && !known.some(({ state }) => isSame(state, current))
  const mayChange = chosen && (chosen.owner || who.may('views:manage'))
  return (
    <div className="flex items-center border-b border-hairline ps-2 pe-4">
      <nav aria-label="Views" className="min-w-0 flex-1 overflow-x-auto">
        <ul className="flex">
          {known.map(({ name: title, state }) => (
            <Tab key={title} list={list} state={state} isCurrent={isSame(state, current)} title={title} />
          ))}
          {saved.map(({ id, name: title, query, owner }) => (
            <Tab
              key={id}
              list={list}
              state={query}
              isCurrent={id === chosen?.id}
              title={title}
              isOfOthers={!owner}
            />
          ))}
        </ul>
      </nav>
      {isNew && who.may('views:write') && <SaveView list={name} query={current} />}
      {mayChange && (
        <ViewMenu
          key={chosen.id}
          id={chosen.id}
          name={chosen.name}
          query={chosen.query}
          isShared={chosen.shared}
          isOwn={chosen.owner}
          whole={list.path}
        />
      )}
    </div>
  )
}

function Tab({
  list,
  state,
  title,
  isCurrent,
  isOfOthers = false,
}: {
  readonly list: List
  readonly state: string
  readonly title: string
  readonly isCurrent: boolean
  readonly isOfOthers?: boolean
}) {
  return (
    <li>
      <a
        href={state === '' ? list.path : `${list.path}?${state}`}
        aria-current={isCurrent ? 'page' : undefined}
        className="-mb-px inline-flex h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-note font-medium whitespace-nowrap text-muted pointer-coarse:h-11 hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
      >
        {title}
        {isOfOthers && <Users size={14} strokeWidth={1.75} role="img" aria-label="shared by somebody else" />}
      </a>
    </li>
  )
}

/** A list is still a list where its views cannot be asked for. */
async function savedViews(list: string): Promise<readonly SavedView[]> {
  try {
    return (await (await myShop()).profile.views({ query: { list } })).items
  } catch (error) {
    if (isProblem(error) || error instanceof Unreachable) return []
    throw error
  }
}

/** `/admin/events/dead-letters` keeps its views as those of `events-dead-letters`. */
function nameOf({ path }: List): string {
  return path.replace(/^\/admin\//, '').replaceAll('/', '-')
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((state) => {
    const sorted = new URLSearchParams(state)
    sorted.sort()
    return sorted.toString()
  })
  return a === b
}
