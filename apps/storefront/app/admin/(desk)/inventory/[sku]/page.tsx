import type { Metadata } from 'next'
import { isProblem } from '@rialto/client'
import { Holds, Movements } from '../../../../../admin/inventory/movements.tsx'
import { AdjustStock, Threshold, Transfer } from '../../../../../admin/inventory/stock-acts.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Missing } from '../../../../../admin/shell/missing.tsx'
import { Fact, Facts } from '../../../../../admin/ui/detail-page.tsx'
import { Later } from '../../../../../admin/ui/later.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../../admin/ui/panel.tsx'
import { StatusPill } from '../../../../../admin/ui/status-pill.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Stock of a SKU' }

export default guarded(
  'inventory:read',
  async ({ staff, params: { sku: asked = '' }, query: { movements } }) => {
    const shop = await myShop()
    const [level, { items: locations }, product] = await Promise.all([
      levelOf(shop, decodeURIComponent(asked)),
      shop.inventory.locations(),
      productOf(shop, decodeURIComponent(asked)),
    ])
    if (!level) return <Missing />
    const { sku, onHand, reserved, available, lowStockAt } = level
    const mayAdjust = staff.may('inventory:adjust')
    const figures = [
      ['Free to sell', available],
      ['On hand', onHand],
      ['Spoken for', reserved],
    ] as const
    return (
      <PageRoom isNarrow>
        <PageHead
          title={sku}
          note={
            available <= 0 ? (
              <StatusPill tone="danger">Out of stock</StatusPill>
            ) : available <= lowStockAt ? (
              <StatusPill tone="warning">Low</StatusPill>
            ) : undefined
          }
          back={{ href: '/admin/inventory', label: 'Inventory' }}
          actions={
            mayAdjust ? (
              <>
                {locations.length > 1 && (
                  <Transfer sku={sku} places={level.locations} locations={locations} />
                )}
                <AdjustStock sku={sku} places={level.locations} reserved={reserved} />
              </>
            ) : undefined
          }
        />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
          <div className="grid min-w-0 gap-4">
            <Panel>
              <dl className="grid grid-cols-3 gap-4">
                {figures.map(([name, value]) => (
                  <div key={name}>
                    <dt className="text-note text-muted">{name}</dt>
                    <dd className="text-figure font-semibold">{value.toLocaleString('en')}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
            <Later title="Spoken for">
              <Holds sku={sku} />
            </Later>
            <div id="movements" className="scroll-mt-20">
              <Later title="Movements" rows={6}>
                <Movements
                  sku={sku}
                  onHand={onHand}
                  page={typeof movements === 'string' ? movements : undefined}
                />
              </Later>
            </div>
          </div>
          <div className="grid min-w-0 gap-4">
            <Panel title="Where it stands">
              <Facts>
                {level.locations.map(({ id, name, onHand: there }) => (
                  <Fact key={id} name={name}>
                    <span className={there < 0 ? 'font-semibold text-danger' : ''}>
                      {there.toLocaleString('en')}
                    </span>
                  </Fact>
                ))}
              </Facts>
            </Panel>
            <Panel
              title="Running low"
              actions={mayAdjust ? <Threshold sku={sku} lowStockAt={lowStockAt} /> : undefined}
            >
              <p className="text-muted">
                Staff is told when {lowStockAt.toLocaleString('en')} or fewer are free to sell.
              </p>
            </Panel>
            {product && staff.may('products:write') && (
              <Panel title="Product">
                <a
                  href={`/admin/products/${encodeURIComponent(product.id)}`}
                  className="text-link hover:underline"
                >
                  {product.name}
                </a>
              </Panel>
            )}
          </div>
        </div>
      </PageRoom>
    )
  },
)

type Shop = Awaited<ReturnType<typeof myShop>>

async function levelOf(shop: Shop, sku: string) {
  try {
    return await shop.inventory.level({ params: { sku } })
  } catch (error) {
    if (isProblem(error, 'unknown_sku', 'invalid_path')) return undefined
    throw error
  }
}

/** A SKU may be kept that no product on sale has. */
async function productOf(shop: Shop, sku: string) {
  try {
    return await shop.catalog.get({ params: { id: sku } })
  } catch (error) {
    if (isProblem(error, 'unknown_product', 'invalid_path')) return undefined
    throw error
  }
}
