import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { readDelivery } from '../../../../../catalogue/delivery.ts'
import type { Parameters } from '../../../../../catalogue/listing.ts'
import { readProduct, readRelated } from '../../../../../catalogue/read.ts'
import { variantOf } from '../../../../../catalogue/variants.ts'
import { alternates } from '../../../../../page/alternates.ts'
import { here } from '../../../../../page/here.ts'
import { keepPage } from '../../../../../page/page.ts'
import { linkPreview } from '../../../../../page/link-preview.ts'
import { currentRegion } from '../../../../../session/region.ts'
import { missing, MissingPage } from '../../../../../shop/layout/missing-page.tsx'
import { ProductPage } from '../../../../../shop/product/product-page.tsx'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Parameters> }

const RELATED = 4
const DESCRIPTION_CHARACTERS_MAX = 160

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await readProduct((await params).slug)
  if (!product) return missing()
  const { slug, name: title, updatedAt } = product
  const path = `/p/${slug}`
  const description = shortened(product.description)
  const version = Date.parse(updatedAt).toString(36)
  return {
    title,
    description,
    alternates: alternates(path),
    ...linkPreview({ title, description, path, picture: `p/${slug}`, version }),
  }
}

export default async function Product({ params, searchParams }: Props) {
  const [{ slug }, parameters] = await Promise.all([params, searchParams])
  const product = await readProduct(slug)
  const asked = typeof parameters['sku'] === 'string' ? parameters['sku'] : undefined
  const variant = product && variantOf(product, asked)
  if (!product || !variant) return <MissingPage />
  // Its id and its SKUs are names of it, too; it has one address.
  if (product.slug !== slug) permanentRedirect(here(`/p/${product.slug}`))

  const region = await currentRegion()
  const { currency } = product
  const [related, delivery] = await Promise.all([
    readRelated(product.id, RELATED),
    readDelivery({ country: region.country, currency, subtotal: variant.price }),
  ])
  if (delivery && Object.keys(parameters).every((name) => name === 'sku')) keepPage()
  return (
    <ProductPage product={product} variant={variant} related={related} region={region} delivery={delivery} />
  )
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= DESCRIPTION_CHARACTERS_MAX) return line
  const cut = line.slice(0, DESCRIPTION_CHARACTERS_MAX - 1)
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`
}
