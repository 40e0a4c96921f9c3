import { expect, test } from 'vitest'
import {
  askedOf, isCommon, listingUrl, nextPage, previousPage, readListing, without, type Parameters,
} from './listing.ts' // prettier-ignore

const read = (query: string) => {
  const parameters: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(query)) (parameters[name] ??= []).push(value)
  return readListing(parameters)
}

test('an address says everything that a list was narrowed down to, and is spelled in one way', () => {
  const listing = read('sort=-price&attribute=Colour:Moss&brand=barena&q=+warm++scarf&brand=lanapura')
  expect(listingUrl('/search', listing)).toBe(
    '/search?q=warm+scarf&brand=barena&brand=lanapura&attribute=Colour%3AMoss&sort=-price',
  )
  expect(askedOf(listing)).toEqual({
    limit: 24,
    q: 'warm scarf',
    sort: '-price',
    category: [],
    brand: ['barena', 'lanapura'],
    price: [],
    attributes: ['Colour:Moss'],
  })
})

test('what a form without scripts sends, with its empty fields, is what was meant', () => {
  const listing = read('q=&minPrice=&maxPrice=80&availability=in_stock&sort=')
  expect(listing.filters).toEqual([
    { name: 'maxPrice', value: '80' },
    { name: 'availability', value: 'in_stock' },
  ])
  expect(listingUrl('/c/audio', listing)).toBe('/c/audio?maxPrice=80&availability=in_stock')
})

test('nothing in an address makes the search refuse the question', () => {
  const listing = read(
    'price=cheap&minPrice=-1&rating=9&attribute=Colour&availability=maybe&sort=best&page=0&brand=%00&after=' +
      'x'.repeat(600),
  )
  expect(listing).toEqual({ text: '', filters: [], sort: undefined, page: 1, after: [] })
})

test('one turns pages there and back, and comes to the first one where the address has lost the way', () => {
  let listing = read('brand=barena')
  const places = [listingUrl('/search', listing)]
  for (let page = 2; page <= 12; page += 1) {
    listing = nextPage(listing, `cursor-${page}`)
    expect(askedOf(listing).cursor).toBe(`cursor-${page}`)
    places.push(listingUrl('/search', listing))
  }
  expect(listing.page).toBe(12)
  expect(places.at(-1)).not.toContain('cursor-4')
  listing = previousPage(listing)
  expect(askedOf(listing).cursor).toBe('cursor-11')
  while (listing.page > 1) listing = previousPage(listing)
  expect(listingUrl('/search', listing)).toBe(places[0])
})

test('taking a filter away begins at the first page again', () => {
  const listing = nextPage(read('brand=barena&brand=lanapura&sort=price'), 'x')
  expect(listingUrl('/c/bags', without(listing, { name: 'brand', value: 'barena' }))).toBe(
    '/c/bags?brand=lanapura&sort=price',
  )
})

test('a list is kept for everybody while it has one facet at most', () => {
  const isKept = (parameters: Parameters) => isCommon(readListing(parameters), parameters)
  expect(isKept({})).toBe(true)
  expect(isKept({ brand: 'barena', sort: 'price' })).toBe(true)
  expect(isKept({ brand: ['barena', 'lanapura'] })).toBe(false)
  expect(isKept({ q: 'lamp' })).toBe(false)
  expect(isKept({ minPrice: '12' })).toBe(false)
  expect(isKept({ from: 'a-letter' })).toBe(false)
  expect(isKept({ page: '2', after: 'x' })).toBe(false)
})
