import type { Metadata } from 'next'
import { LiveMap } from '../../../../admin/service/live-map.tsx'
import { readHealth } from '../../../../admin/service/map.ts'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { askHealth } from '../../../../session/ask.ts'

export const metadata: Metadata = { title: 'Services' }

export default guarded('metrics:read', async () => (
  <PageRoom isNarrow>
    <PageHead title="Services" />
    <LiveMap first={readHealth(await askHealth())} />
  </PageRoom>
))
