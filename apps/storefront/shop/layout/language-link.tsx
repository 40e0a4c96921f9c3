'use client'
/** The same place in another language, with the filters of now: they may have changed without loading a page. */
export function LanguageLink({
  href,
  locale,
  name,
  isCurrent,
}: {
  readonly href: string
  readonly locale: string
  readonly name: string
  readonly isCurrent: boolean
}) {
  return (
    <a
      href={href}
      hrefLang={locale}
      lang={locale}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={({ currentTarget }) => {
        currentTarget.search = location.search
      }}
      className="inline-flex min-h-11 min-w-11 items-center underline-offset-4 hover:underline aria-[current]:font-bold"
    >
      {name}
    </a>
  )
}
