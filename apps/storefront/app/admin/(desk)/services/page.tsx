import type { Metadata } from 'next'
import { LiveMap } from '../../../../admin/service/live-map.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Services' }

export default guarded('metrics:read', async () => {
  const shop = await myShop()
  return (
    <PageRoom>
      <PageHead title="Services" />
      <LiveMap first={await shop.platform.services().catch(() => undefined)} />
    </PageRoom>
  )
})
