import type { Metadata } from 'next'
import { guarded } from '../../../admin/shell/guarded.tsx'
import { PLACES } from '../../../admin/shell/places.ts'
import { PageHead, PageRoom } from '../../../admin/ui/page-head.tsx'
import { Panel } from '../../../admin/ui/panel.tsx'

export const metadata: Metadata = { title: 'Dashboard' }

export default guarded(undefined, ({ staff }) => (
  <PageRoom>
    <PageHead title="Dashboard" />
    <Panel title="Go on with" isFlush>
      <ul className="divide-y divide-hairline border-t border-hairline">
        {PLACES.filter(({ group, permission }) => group && (!permission || staff.may(permission))).map(
          ({ path, label }) => (
            <li key={path}>
              <a href={path} className="block px-4 py-3 hover:bg-surface">
                {label}
              </a>
            </li>
          ),
        )}
      </ul>
    </Panel>
  </PageRoom>
))
