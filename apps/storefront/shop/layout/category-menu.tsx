'use client'
/** The categories on a narrow screen: a sheet; without scripts the same list in the footer. */
import { Menu } from 'lucide-react'
import { useState } from 'react'
import { Sheet } from '../../ui/sheet.tsx'

type Links = readonly { readonly href: string; readonly text: string }[]

export function CategoryMenu({
  label,
  title,
  closeLabel,
  links,
  more,
}: {
  readonly label: string
  readonly title: string
  readonly closeLabel: string
  readonly links: Links
  /** Below the categories: what has no room in a narrow header. */
  readonly more: Links
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <a
        href="#all-categories"
        aria-label={label}
        onClick={(event) => {
          event.preventDefault()
          setOpen(true)
        }}
        className="grid size-11 place-items-center rounded-pill hover:bg-surface lg:hidden"
      >
        <Menu aria-hidden size={20} strokeWidth={1.75} />
      </a>
      <Sheet open={open} onClose={() => setOpen(false)} title={title} closeLabel={closeLabel} side="start">
        <div className="overflow-y-auto px-5 pb-8">
          <ul>
            {links.map(({ href, text }) => (
              <li key={href}>
                <a href={href} className="block border-b border-hairline py-3 font-semibold">
                  {text}
                </a>
              </li>
            ))}
          </ul>
          <ul className="mt-8">
            {more.map(({ href, text }) => (
              <li key={href}>
                <a href={href} className="block py-3 underline-offset-4 hover:underline">
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </Sheet>
    </>
  )
}
