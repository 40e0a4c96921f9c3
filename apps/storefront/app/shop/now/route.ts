/** How many of a variant are left, and when it would arrive: what a kept page cannot know. */
import { readProduct } from '../../../catalogue/read.ts'
import { isLocale, LOCALE_DEFAULT } from '../../../region/locales.ts'
import { currentRegion } from '../../../session/region.ts'
import { nowOf } from '../../../shop/product/now-of.ts'
import { readDelivery } from '../../../catalogue/delivery.ts'

/** A reload within moments is not worth asking again. */
const FRESH_SECONDS = 5

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const lang = searchParams.get('lang') ?? undefined
  const locale = isLocale(lang) ? lang : LOCALE_DEFAULT
  const reference = searchParams.get('product') ?? ''
  if (reference === '') return new Response(undefined, { status: 404 })
  const [product, { country }] = await Promise.all([readProduct(reference), currentRegion()])
  const variant = product?.variants.find(({ sku }) => sku === searchParams.get('sku'))
  if (!product || !variant) return new Response(undefined, { status: 404 })
  const { currency } = product
  const delivery = await readDelivery({ country, currency, subtotal: variant.price })
  return Response.json(nowOf(variant, delivery, { country, locale, isToday: true }), {
    headers: { 'cache-control': `private, max-age=${FRESH_SECONDS}`, vary: 'Cookie' },
  })
}
