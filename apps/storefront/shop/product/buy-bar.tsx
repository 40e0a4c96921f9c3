'use client'
/** On a phone, the way into the cart once one has scrolled past the button: the same form, sent from below. */
import { useEffect, useState, type ReactNode } from 'react'
import { buttonStyle } from '../../ui/button.tsx'

export function BuyBar({
  form,
  label,
  button,
  children,
}: {
  /** The id of the form. */
  readonly form: string
  /** What the bar is, for who cannot see it. */
  readonly label: string
  readonly button: string
  /** What is bought, and its price. */
  readonly children: ReactNode
}) {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    let isPast = false
    let isEnd = false
    // All that lies below counts as seen: what is not is past, however fast one came there.
    const buying = observed(
      document.getElementById(form),
      '0px 0px 1000000px',
      (isSeen) => (isPast = !isSeen),
    )
    // At the end it would lie over the last lines of the page.
    const end = observed(document.querySelector('footer'), '0px', (isSeen) => (isEnd = isSeen))
    return () => {
      buying.disconnect()
      end.disconnect()
    }

    function observed(element: Element | null, rootMargin: string, tell: (isSeen: boolean) => void) {
      const observer = new IntersectionObserver(
        ([entry]) => {
          tell(entry?.isIntersecting ?? false)
          setShown(isPast && !isEnd)
        },
        { rootMargin },
      )
      if (element) observer.observe(element)
      return observer
    }
  }, [form])
  return (
    <section
      aria-label={label}
      inert={!isShown}
      className={`fixed inset-x-0 bottom-0 layer-header flex items-center gap-4 border-t border-hairline bg-page px-5 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] transition-transform duration-200 ease-out lg:hidden ${isShown ? '' : 'translate-y-full'}`}
    >
      <div className="min-w-0 flex-1">{children}</div>
      <button form={form} className={buttonStyle('action', 'shrink-0')}>
        {button}
      </button>
    </section>
  )
}
