'use client'
/** The form that narrows a list down: a column beside it, and a sheet from below on a phone. */
import { SlidersHorizontal } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'

export type FilterTexts = {
  readonly title: string
  readonly open: string
  readonly close: string
  /** How many there are: by which one closes the sheet. */
  readonly done: string
}

export function FilterPanel({
  action,
  formId,
  texts,
  sort,
  tree,
  children,
}: {
  readonly action: string
  readonly formId: string
  readonly texts: FilterTexts
  /** As it is chosen beside the panel; the form in the column has that field itself. */
  readonly sort: string
  readonly tree: ReactNode
  /** The fields of the form. */
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <a
        href={`#${formId}`}
        onClick={(event) => {
          event.preventDefault()
          setOpen(true)
        }}
        className={buttonStyle('outline', 'lg:hidden')}
      >
        <SlidersHorizontal aria-hidden size={18} strokeWidth={1.75} />
        {texts.open}
      </a>
      <aside
        aria-label={texts.title}
        className="scroll-mt-24 self-start max-lg:order-last max-lg:col-span-full max-lg:mt-12 max-lg:scripted:hidden lg:row-span-2"
      >
        {tree}
        <form id={formId} action={action} method="get" className="mt-4 border-t border-hairline">
          {children}
        </form>
      </aside>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={texts.title}
        closeLabel={texts.close}
        side="bottom"
      >
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-4">
          {tree}
          <form action={action} method="get" className="mt-4 border-t border-hairline">
            <input type="hidden" name="sort" value={sort} />
            {children}
          </form>
        </div>
        <div className="border-t border-hairline p-4">
          <button type="button" className={buttonStyle('ink', 'w-full')} onClick={() => setOpen(false)}>
            {texts.done}
          </button>
        </div>
      </Sheet>
    </>
  )
}
