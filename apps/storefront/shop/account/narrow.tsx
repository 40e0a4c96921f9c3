/** A page of one form: a heading, a word, the form, the ways from here. */
import type { ReactNode } from 'react'

export function Narrow({
  title,
  lead,
  children,
  ways = [],
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly children?: ReactNode
  readonly ways?: readonly (readonly [href: string, text: string])[]
}) {
  return (
    <div className="measure py-12 md:py-18">
      <div className="mx-auto max-w-[28rem]">
        <h1 className="text-display">{title}</h1>
        {lead !== undefined && <p className="mt-3 text-lead text-muted">{lead}</p>}
        {children !== undefined && <div className="mt-8">{children}</div>}
        {ways.length > 0 && (
          <p className="mt-8 flex flex-wrap gap-x-6 text-note">
            {ways.map(([href, text]) => (
              <a
                key={href}
                href={href}
                className="inline-flex min-h-11 items-center underline underline-offset-4"
              >
                {text}
              </a>
            ))}
          </p>
        )}
      </div>
    </div>
  )
}
