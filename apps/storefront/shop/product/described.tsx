/** A product as machines read it (schema.org): what it is, what each variant costs, whether it can be had. */
import type { ProductView } from '@rialto/contracts/catalog'
import { here } from '../../page/here.ts'
import { publicUrl } from '../../session/shop.ts'
import { JsonLd } from '../../ui/json-ld.tsx'

export function Described({ product }: { readonly product: ProductView }) {
  const { id, sku, slug, name, description, brand, images, currency, variants, rating } = product
  const url = `${publicUrl}${here(`/p/${slug}`)}`
  return (
    <JsonLd
      data={{
        '@type': 'Product',
        '@id': `${publicUrl}/p/${slug}#${id}`,
        name,
        description,
        sku,
        url,
        image: images.map((image) => new URL(image.url, publicUrl).href),
        ...(brand === null ? {} : { brand: { '@type': 'Brand', name: brand } }),
        offers: variants.map((variant) => ({
          '@type': 'Offer',
          sku: variant.sku,
          url: variants.length > 1 ? `${url}?sku=${encodeURIComponent(variant.sku)}` : url,
          price: variant.price,
          priceCurrency: currency,
          itemCondition: 'https://schema.org/NewCondition',
          availability: `https://schema.org/${variant.inStock ? 'InStock' : 'OutOfStock'}`,
        })),
        ...(rating.count > 0
          ? {
              aggregateRating: {
                '@type': 'AggregateRating',
                ratingValue: rating.average,
                reviewCount: rating.count,
              },
            }
          : {}),
      }}
    />
  )
}
