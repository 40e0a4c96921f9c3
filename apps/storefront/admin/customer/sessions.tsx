/** Where a customer is signed in. */
import { myShop } from '../../session/shop.ts'
import { Ago } from '../ui/ago.tsx'
import { Panel } from '../ui/panel.tsx'
import { EndSessions } from './account-acts.tsx'
import { browserOf } from './browser.ts'

const SHOWN_MAX = 8

export async function Sessions({
  userId,
  name,
  mayEnd,
}: {
  readonly userId: string
  readonly name: string
  readonly mayEnd: boolean
}) {
  const { items } = await (await myShop()).identity.userSessions({ params: { id: userId } })
  return (
    <Panel
      title="Signed in"
      isFlush
      actions={mayEnd && items.length > 0 && <EndSessions id={userId} name={name} count={items.length} />}
    >
      {items.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Nowhere at the moment.</p>
      ) : (
        <ul className="divide-y divide-hairline border-t border-hairline text-note">
          {items.slice(0, SHOWN_MAX).map(({ id, agent, createdAt, usedAt, current }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
              <span title={agent ?? undefined} className="min-w-0 truncate">
                {browserOf(agent)}
                {current && ' (this one)'}
              </span>
              <span className="text-muted">
                since <Ago at={createdAt} />, used <Ago at={usedAt} />
              </span>
            </li>
          ))}
          {items.length > SHOWN_MAX && (
            <li className="px-4 py-2.5 text-muted">and {items.length - SHOWN_MAX} more</li>
          )}
        </ul>
      )}
    </Panel>
  )
}
