/** The way to every page that one may see. */
import { GROUPS, PLACES, type Place } from './places.ts'
import { RailLink } from './rail-link.tsx'
import type { Staff } from './staff.ts'

export function Rail({ staff }: { readonly staff: Staff }) {
  const places = PLACES.filter(({ permission }) => permission === undefined || staff.may(permission))
  const groups = GROUPS.map((name) => [name, places.filter(({ group }) => group === name)] as const)
  return (
    <nav aria-label="Admin" className="flex flex-col gap-4 px-2.5 py-3">
      <Links places={places.filter(({ group }) => group === undefined)} />
      {groups.map(([name, inGroup]) =>
        inGroup.length === 0 ? null : (
          <div key={name}>
            <h2 className="px-2 pb-1 text-small font-medium text-muted closed:sr-only">{name}</h2>
            <Links places={inGroup} />
          </div>
        ),
      )}
    </nav>
  )
}

function Links({ places }: { readonly places: readonly Place[] }) {
  return (
    <ul className="grid gap-0.5">
      {places.map(({ path, label, icon: Icon }) => (
        <li key={path}>
          <RailLink href={path} label={label}>
            <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
          </RailLink>
        </li>
      ))}
    </ul>
  )
}
