import type { Metadata } from 'next'
import {
  isCommon, listingUrl, readListing, withFilters, type Listing, type Parameters,
} from '../../../../catalogue/listing.ts' // prettier-ignore
import { alternates } from '../../../../page/alternates.ts'
import { keepPage } from '../../../../page/page.ts'
import { linkPreview } from '../../../../page/link-preview.ts'
import { ListingPage } from '../../../../shop/listing/listing-page.tsx'
import { words } from '../../../../words/words.ts'

type Props = { searchParams: Promise<Parameters> }

function titleOf({ text, sort, filters }: Listing): string {
  const t = words('search')
  if (text !== '') return t('resultsTitle', { text })
  return sort === 'newest' && filters.length === 0 ? t('newTitle') : t('allTitle')
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const listing = readListing(await searchParams)
  const { text, filters, page } = listing
  const title = titleOf(listing)
  const description = words('home')('description')
  return {
    title,
    description,
    ...linkPreview({ title, description, path: '/search', picture: 'home' }),
    alternates: alternates('/search'),
    ...(text !== '' || filters.length > 0 || page > 1 ? { robots: { index: false } } : {}),
  }
}

export default async function SearchPage({ searchParams }: Props) {
  const parameters = await searchParams
  const listing = readListing(parameters)
  if (isCommon(listing, parameters)) keepPage()
  const title = titleOf(listing)
  const path = listingUrl('/search', withFilters(listing, []))
  return <ListingPage path="/search" listing={listing} title={title} steps={[{ name: title, path }]} />
}
