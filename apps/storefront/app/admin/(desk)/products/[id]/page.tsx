import type { Metadata } from 'next'
import { ExternalLink } from 'lucide-react'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Missing } from '../../../../../admin/shell/missing.tsx'
import { markOf } from '../../../../../admin/product/difference.ts'
import { draftOf } from '../../../../../admin/product/draft.ts'
import { findProduct } from '../../../../../admin/product/find.ts'
import { formNeeds } from '../../../../../admin/product/form-needs.ts'
import { Pictures } from '../../../../../admin/product/pictures.tsx'
import { ProductForm } from '../../../../../admin/product/product-form.tsx'
import { ArchivedFacts, ProductFacts } from '../../../../../admin/product/product-facts.tsx'
import { Archive, Restore } from '../../../../../admin/product/state-acts.tsx'
import { buttonStyle, SMALL_ICON } from '../../../../../admin/ui/button.ts'
import { DetailPage } from '../../../../../admin/ui/detail-page.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { StatusPill } from '../../../../../admin/ui/status-pill.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Product' }

const BACK = { href: '/admin/products', label: 'Products' }

export default guarded('products:write', async ({ params: { id = '' } }) => {
  const shop = await myShop()
  const found = await findProduct(shop, decodeURIComponent(id))
  if (!found) return <Missing />
  const { product } = found
  if (found.state === 'archived')
    return (
      <PageRoom isNarrow>
        <PageHead
          title={product.name}
          note={<StatusPill tone="neutral">Archived</StatusPill>}
          back={{ href: '/admin/products?state=archived', label: 'Archived products' }}
          actions={<Restore id={product.id} name={product.name} />}
        />
        <ArchivedFacts product={product} archivedAt={found.archivedAt} />
      </PageRoom>
    )
  const draft = draftOf(product)
  const needs = await formNeeds(shop, product.related)
  return (
    <PageRoom isNarrow>
      <PageHead
        title={product.name}
        note={
          product.inStock ? (
            <StatusPill tone="success">On sale</StatusPill>
          ) : (
            <StatusPill tone="danger">Sold out</StatusPill>
          )
        }
        back={BACK}
        actions={
          <>
            <a href={`/p/${product.slug}`} target="_blank" className={buttonStyle('plain')}>
              <ExternalLink {...SMALL_ICON} />
              Open in the shop
            </a>
            <Archive id={product.id} name={product.name} />
          </>
        }
      />
      <DetailPage
        side={
          <>
            <Pictures
              id={product.id}
              name={product.name}
              pictures={product.images.map(({ url, alt, srcset }) => ({
                url,
                alt,
                thumb: srcset?.split(' ')[0] ?? url,
              }))}
            />
            <ProductFacts product={product} />
          </>
        }
      >
        <ProductForm
          key={product.id}
          id={product.id}
          etag={found.etag}
          draft={draft}
          mark={markOf(draft)}
          {...needs}
        />
      </DetailPage>
    </PageRoom>
  )
})
