'use client'
/** The categories on a narrow screen: a sheet; without scripts the same list in the footer. */
import { Menu } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Sheet } from '../../ui/sheet.tsx'

export function CategoryMenu({
  label,
  title,
  closeLabel,
  lang,
  links,
  children,
}: {
  readonly label: string
  readonly title: string
  readonly closeLabel: string
  /** Of the categories, where the page speaks another one. */
  readonly lang: string | undefined
  readonly links: readonly { readonly href: string; readonly text: string }[]
  /** Below the categories, always in sight: the items of a list of what has no room in a narrow header. */
  readonly children: ReactNode
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
      <Sheet open={open} onClose={() => setOpen(false)} title={title} closeLabel={closeLabel}>
        <ul className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5">
          {links.map(({ href, text }) => (
            <li key={href} className="border-b border-hairline last:border-0">
              <a
                href={href}
                lang={lang}
                className="block py-3 font-semibold underline-offset-4 hover:underline"
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
        <ul className="border-t border-hairline bg-surface px-5 pt-2 pb-[max(12px,env(safe-area-inset-bottom))]">
          {children}
        </ul>
      </Sheet>
    </>
  )
}
