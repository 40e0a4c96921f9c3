/** The sides of events: what was said, who has not heard it yet, what could not be heard, and what people did about it. */
const TABS = [
  ['/admin/events', 'Log'],
  ['/admin/events/lag', 'Not heard yet'],
  ['/admin/events/dead-letters', 'Set aside'],
  ['/admin/events/acts', 'What people did'],
] as const

export function EventTabs({ current }: { readonly current: (typeof TABS)[number][0] }) {
  return (
    <nav aria-label="Events" className="mb-4" data-tabs>
      <ul className="flex gap-1">
        {TABS.map(([href, label]) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className="target inline-flex items-center rounded-control px-3 text-note font-medium text-muted hover:bg-surface hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Whose events are not in the list, because they do not answer. */
export function MissingServices({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p role="alert" className="mb-4 rounded-control bg-warning-soft p-3 text-note font-medium text-warning">
      {new Intl.ListFormat('en').format(names)} {names.length === 1 ? 'does' : 'do'} not answer just now; what
      they said is not in this list.
    </p>
  )
}
