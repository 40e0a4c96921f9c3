'use client'
/** Which columns a list has; the first one stays. */
import { Columns3 } from 'lucide-react'
import { useGoing } from '../../shell/going.tsx'
import { ICON_BUTTON, SMALL_ICON } from '../button.ts'
import { Menu, MenuCheck, MenuLabel } from '../menu.tsx'

export function ColumnMenu({
  columns,
}: {
  readonly columns: readonly { readonly title: string; readonly isShown: boolean; readonly href: string }[]
}) {
  const { go } = useGoing()
  return (
    <Menu label="Columns" trigger={<Columns3 {...SMALL_ICON} />} className={`max-md:hidden ${ICON_BUTTON}`}>
      <MenuLabel>Columns</MenuLabel>
      {columns.map(({ title, isShown, href }) => (
        <MenuCheck key={title} isOn={isShown} onSelect={() => go(href)}>
          {title}
        </MenuCheck>
      ))}
    </Menu>
  )
}
