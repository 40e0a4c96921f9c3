'use client'
/** The categories on a narrow screen: a sheet; without scripts the same list in the footer. */
import { Menu } from 'lucide-react'
import { useState } from 'react'
import { Sheet } from '../../ui/sheet.tsx'

export function CategoryMenu({
  label,
  title,
  closeLabel,
  links,
}: {
  readonly label: string
  readonly title: string
  readonly closeLabel: string
  readonly links: readonly { readonly href: string; readonly text: string }[]
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
        <ul className="overflow-y-auto px-5 pb-8">
          {links.map(({ href, text }) => (
            <li key={href}>
              <a href={href} className="block border-b border-hairline py-3 font-semibold">
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  )
}
