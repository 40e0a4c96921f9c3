'use client'
import { LogOut, Store, UserRound } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { ICON, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { Menu, MenuAction, MenuCheck, MenuLabel, MenuLine, MenuLink } from '../ui/menu.tsx'
import { chosenTheme, hearChoices, keepTheme } from './choices.ts'
import { signOut } from './sign-out.ts'

const THEMES = [
  ['system', 'As the device'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const

export function UserMenu({ name, roles }: { readonly name: string; readonly roles: string }) {
  const theme = useSyncExternalStore(hearChoices, chosenTheme, () => 'system')
  return (
    <Menu label={`Account of ${name}`} trigger={<UserRound {...ICON} />} className={ICON_BUTTON}>
      <div className="px-2 py-1.5">
        <p className="text-note font-semibold">{name}</p>
        <p className="text-small text-muted">{roles}</p>
      </div>
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      {THEMES.map(([value, text]) => (
        <MenuCheck key={value} isOn={theme === value} onSelect={() => keepTheme(value)}>
          {text}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuLink href="/" isApart>
        <Store {...SMALL_ICON} />
        Open the shop
      </MenuLink>
      <MenuAction onSelect={() => void signOut()}>
        <LogOut {...SMALL_ICON} />
        Sign out
      </MenuAction>
    </Menu>
  )
}
