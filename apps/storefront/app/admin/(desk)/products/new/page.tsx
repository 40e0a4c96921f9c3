import type { Metadata } from 'next'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { markOf } from '../../../../../admin/product/difference.ts'
import { EMPTY_DRAFT } from '../../../../../admin/product/draft.ts'
import { formNeeds } from '../../../../../admin/product/form-needs.ts'
import { ProductForm } from '../../../../../admin/product/product-form.tsx'
import { DetailPage } from '../../../../../admin/ui/detail-page.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../../admin/ui/panel.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'New product' }

export default guarded('products:write', async () => (
  <PageRoom isNarrow>
    <PageHead title="New product" back={{ href: '/admin/products', label: 'Products' }} />
    <DetailPage
      side={
        <Panel title="What comes of it">
          <p className="text-muted">
            A name and a price are enough. Once saved it is on sale; its pictures are added on its own page,
            which opens then.
          </p>
        </Panel>
      }
    >
      <ProductForm
        etag=""
        draft={EMPTY_DRAFT}
        mark={markOf(EMPTY_DRAFT)}
        {...await formNeeds(await myShop(), [])}
      />
    </DetailPage>
  </PageRoom>
))
