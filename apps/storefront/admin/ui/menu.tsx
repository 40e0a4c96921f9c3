'use client'
/** A menu behind a button. */
import * as Radix from '@radix-ui/react-dropdown-menu'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { SMALL_ICON } from './button.ts'

const ITEM =
  'target flex w-full items-center gap-2 rounded-small px-2 text-note outline-none select-none data-[highlighted]:bg-surface data-[disabled]:opacity-50'

export function Menu({
  trigger,
  label,
  className,
  children,
}: {
  readonly trigger: ReactNode
  /** Of a trigger without words. */
  readonly label?: string
  readonly className: string
  readonly children: ReactNode
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger aria-label={label} title={label} className={className}>
        {trigger}
      </Radix.Trigger>
      {/* Inside the page: what lies outside of it belongs to no landmark. */}
      <Radix.Portal container={globalThis.document?.getElementById('content') ?? null}>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="arriving layer-overlay max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-auto rounded-control border border-hairline bg-raised p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function MenuLink({
  href,
  children,
  isApart = false,
}: {
  readonly href: string
  readonly children: ReactNode
  readonly isApart?: boolean
}) {
  return (
    <Radix.Item asChild className={ITEM}>
      <a href={href} target={isApart ? '_blank' : undefined}>
        {children}
      </a>
    </Radix.Item>
  )
}

export function MenuAction({
  onSelect,
  isDangerous = false,
  children,
}: {
  readonly onSelect: () => void
  readonly isDangerous?: boolean
  readonly children: ReactNode
}) {
  return (
    <Radix.Item className={`${ITEM} ${isDangerous ? 'text-danger' : ''}`} onSelect={onSelect}>
      {children}
    </Radix.Item>
  )
}

/** One that is on or off; the menu stays for the next. */
export function MenuCheck({
  isOn,
  onSelect,
  children,
}: {
  readonly isOn: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
}) {
  return (
    <Radix.CheckboxItem
      checked={isOn}
      onSelect={(event) => {
        event.preventDefault()
        onSelect()
      }}
      className={ITEM}
    >
      <span className="grid size-4 place-items-center">
        <Radix.ItemIndicator>
          <Check {...SMALL_ICON} />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  )
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className="px-2 pt-2 pb-1 text-small text-muted">{children}</Radix.Label>
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-hairline" />
}
