/** What is known of a product beside what its form says. */
import type { ProductView } from '@rialto/contracts/catalog'
import { Ago } from '../ui/ago.tsx'
import { Copy } from '../ui/copy.tsx'
import { Fact, Facts } from '../ui/detail-page.tsx'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'

export function ProductFacts({ product }: { readonly product: ProductView }) {
  const { id, sku, variants, stock, rating, createdAt, updatedAt } = product
  return (
    <Panel title="Facts">
      <Facts>
        <Fact name="SKU">
          <Copy text={sku} label="SKU" />
        </Fact>
        <Fact name="Can be bought now">{stock.toLocaleString('en')}</Fact>
        <Fact name="Stock">
          <a
            href={`/admin/inventory/${encodeURIComponent(variants[0]?.sku ?? sku)}`}
            className="text-link hover:underline"
          >
            {variants.length > 1 ? 'Of the first variant' : 'Levels and movements'}
          </a>
        </Fact>
        {rating.count > 0 && (
          <Fact name="Rating">
            {rating.average.toFixed(1)} of 5, by {rating.count.toLocaleString('en')}
          </Fact>
        )}
        <Fact name="Added">
          <Ago at={createdAt} isFocusable />
        </Fact>
        <Fact name="Changed">
          <Ago at={updatedAt} isFocusable />
        </Fact>
        <Fact name="Id">
          <Copy text={id} label="id" isShort />
        </Fact>
      </Facts>
    </Panel>
  )
}

export function ArchivedFacts({
  product: { id, sku, slug, price, currency, category, brand },
  archivedAt,
}: {
  readonly product: ProductView
  readonly archivedAt: string
}) {
  return (
    <Panel title="Off sale">
      <p className="mb-4 max-w-[60ch] text-muted">
        Nobody finds or buys it. It keeps its names, its pictures and its stock; put it on sale again to
        change it.
      </p>
      <Facts>
        <Fact name="Archived">
          <Ago at={archivedAt} isFocusable />
        </Fact>
        <Fact name="Price">
          <Money amount={price} currency={currency} />
        </Fact>
        <Fact name="Category">{category.name}</Fact>
        <Fact name="Brand">{brand ?? 'None'}</Fact>
        <Fact name="Address">/p/{slug}</Fact>
        <Fact name="SKU">
          <Copy text={sku} label="SKU" />
        </Fact>
        <Fact name="Id">
          <Copy text={id} label="id" isShort />
        </Fact>
      </Facts>
    </Panel>
  )
}
