/** Above every page: search, where this is, and who one is. */
import type { ReactNode } from 'react'
import { isDemo } from '../../session/shop.ts'
import { StatusPill } from '../ui/status-pill.tsx'
import { SearchButton } from './search-button.tsx'
import { UserMenu } from './user-menu.tsx'

export function TopBar({
  user,
  start,
}: {
  readonly user: { readonly name: string; readonly roles: readonly string[] }
  readonly start: ReactNode
}) {
  return (
    <header className="no-print sticky top-0 layer-header flex h-13 items-center gap-2 border-b border-hairline bg-raised px-3 pointer-coarse:h-15 md:px-4">
      {start}
      <SearchButton />
      <div className="ms-auto flex items-center gap-2">
        <StatusPill tone={isDemo ? 'info' : 'warning'}>{isDemo ? 'Demo' : 'Production'}</StatusPill>
        <UserMenu name={user.name} roles={user.roles.join(', ')} />
      </div>
    </header>
  )
}
