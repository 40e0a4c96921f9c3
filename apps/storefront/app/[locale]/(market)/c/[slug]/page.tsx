import type { Metadata } from 'next'
import { isCommon, readListing, type Parameters } from '../../../../../catalogue/listing.ts'
import { readCategories } from '../../../../../catalogue/read.ts'
import { alternates } from '../../../../../page/alternates.ts'
import { catalogueLang } from '../../../../../page/here.ts'
import { keepPage } from '../../../../../page/page.ts'
import { linkPreview } from '../../../../../page/link-preview.ts'
import { missing, MissingPage } from '../../../../../shop/layout/missing-page.tsx'
import { ListingPage } from '../../../../../shop/listing/listing-page.tsx'
import { words } from '../../../../../words/words.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Parameters> }

async function categoryOf({ params }: Props) {
  const { slug } = await params
  return (await readCategories()).find((category) => category.slug === slug)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const category = await categoryOf(props)
  if (!category) return missing()
  const { filters, page } = readListing(await props.searchParams)
  const { name, slug, productCount: count } = category
  const description = words('search')('categoryDescription', { name, count })
  const path = `/c/${slug}`
  return {
    title: name,
    description,
    alternates: alternates(path),
    ...linkPreview({ title: name, description, path, picture: `c/${slug}` }),
    // What is narrowed down is the same goods once more.
    ...(filters.length > 0 || page > 1 ? { robots: { index: false } } : {}),
  }
}

export default async function CategoryPage(props: Props) {
  const category = await categoryOf(props)
  if (!category) return <MissingPage />
  const parameters = await props.searchParams
  const listing = readListing({ ...parameters, q: undefined, category: undefined })
  if (isCommon(listing, parameters)) keepPage()
  return (
    <ListingPage
      path={`/c/${category.slug}`}
      listing={listing}
      category={category}
      title={category.name}
      steps={category.path.map(({ name, slug }) => ({ name, path: `/c/${slug}`, lang: catalogueLang() }))}
    />
  )
}
