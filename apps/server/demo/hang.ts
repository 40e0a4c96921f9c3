/**
 * Hangs up the pictures of the demo shop, product by product, behind a shop that is open already.
 *
 * A picture costs 0.15 s of a core to draw and as much to make into its three widths; both run on the
 * library's own thread, one picture at a time, so that the event loop and one core of two stay free for
 * whoever is shopping. Each product is done at once with all its pictures or not at all: after Ctrl-C the
 * next start goes on with those that have none.
 */
import { drawPicture } from '@rialto/adapter-images/drawing'
import { catalog, type CatalogClient } from '@rialto/contracts/catalog'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { Platform } from '../platform.ts'
import { drawn, type Album, type Sight } from './pictures/album.ts'
import type { DemoShop } from './shop.ts'

/** Of an 800 wide drawing: as wide as the widest picture that is served. */
const SCALE = 1.2
const PRODUCT_MS_MAX = 60_000
const TOLD_EVERY = 50

export type HangingNeeds = {
  readonly platform: Platform
  readonly ports: Ports
  readonly log: Logger
  /** Ends with the product at hand. */
  readonly signal: AbortSignal
}

/** Throws where the catalogue does not take a picture. */
export async function hangPictures(
  { albums, related }: Pick<DemoShop, 'albums' | 'related'>,
  { platform, ports, log, signal }: HangingNeeds,
): Promise<void> {
  const shop = platform.client(catalog, 'demo')
  for (const [i, album] of albums.entries()) {
    if (signal.aborted) return
    await hang(shop, album, related.get(album.productId) ?? [], callOf(ports))
    if ((i + 1) % TOLD_EVERY === 0) log.info({ done: i + 1, of: albums.length }, 'pictures of the demo shop')
  }
}

/** Leaves a product alone that has a picture by now, or is gone. */
async function hang(
  shop: CatalogClient,
  { productId, sights }: Album,
  related: readonly string[],
  call: Call,
): Promise<void> {
  const product = await onSale(shop, productId, call)
  if (!product || product.images.length > 0) return
  const hung: { readonly sight: Sight; readonly url: string }[] = []
  for (const sight of sights) {
    const base64 = Buffer.from(await drawPicture(drawn(sight), SCALE)).toString('base64')
    const { images } = await shop.importPictures({ body: { pictures: [{ base64 }] } }, call)
    hung.push(...images.map(({ url }) => ({ sight, url })))
  }
  const images = hung.map(({ sight: { alt }, url }) => ({ url, alt }))
  const pictured = product.variants.map(({ sku, price, options }) => ({
    sku,
    price,
    options,
    images: hung
      .filter(({ sight }) => sight.view === 'front' && sight.colour === options['Colour'])
      .map(({ sight: { alt }, url }) => ({ url, alt })),
  }))
  const body = {
    images,
    ...(product.related.length === 0 ? { related: [...related] } : {}),
    ...(product.options.length > 0 ? { variants: pictured } : {}),
  }
  await shop.patch({ params: { id: productId }, body }, call)
}

async function onSale(shop: CatalogClient, id: string, call: Call) {
  try {
    return await shop.get({ params: { id } }, call)
  } catch (error) {
    if (error instanceof Problem && error.code === 'unknown_product') return undefined
    throw error
  }
}

function callOf({ ids, clock }: Ports): Call {
  return {
    caller: { kind: 'service', name: 'demo' },
    requestId: ids.next('req'),
    deadline: clock.now() + PRODUCT_MS_MAX,
  }
}
