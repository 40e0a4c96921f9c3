import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EncodedPicture } from '../pictures.ts'
import {
  customer,
  makeProduct,
  merchandiser,
  openShop,
  read,
  readAnswer,
  refusal,
  serviceCall,
  type Shop,
} from '../world.fixture.ts'

let shop: Shop
const kept = new Map<string, string>()
let encoded = 0

/** Plays the decoder: a text that says how wide it is, and is kept as it is. */
async function encode(bytes: Uint8Array): Promise<EncodedPicture> {
  const text = Buffer.from(bytes).toString()
  const width = Number(/^wide (\d+)/.exec(text)?.[1])
  if (text.startsWith('huge')) return { outcome: 'too_many_pixels', pixelsMax: 40_000_000 }
  if (!(width > 0)) return { outcome: 'not_a_picture' }
  encoded += 1
  return {
    outcome: 'encoded',
    width,
    height: width / 2,
    files: [320, width].map((each) => ({ width: each, bytes })),
  }
}

beforeAll(async () => {
  shop = await openShop({
    pictures: {
      encode,
      files: {
        put: async (name, bytes) => void kept.set(name, Buffer.from(bytes).toString()),
        get: async (name) => Buffer.from(kept.get(name) ?? ''),
      },
    },
  })
})

afterAll(async () => {
  await shop.close()
})

type Medium = { id: string; url: string; alt: string; position: number }

const base64 = (text: string) => Buffer.from(text).toString('base64')
const add = async (id: string, text: string, alt = '', call = {}) =>
  (
    await shop.as(
      merchandiser,
      'addMedia',
      { params: { id }, query: { alt }, body: { base64: base64(text) } },
      call,
    )
  ).body as Medium
const shown = async (id: string) => (await read(shop, id)).images.map(({ alt }) => alt)

test('pictures are shown in the order that staff give them, and taken off', async () => {
  const { id } = await makeProduct(shop, {
    name: 'Gallery',
    price: 1,
    images: ['https://cdn.example/own.jpg'],
  })
  const [a, b] = [await add(id, 'wide 800 a', 'A'), await add(id, 'wide 800 b', 'B')]
  expect([a.position, b.position]).toEqual([2, 3])
  const patch = (mediaId: string, body: object) =>
    shop.as(merchandiser, 'patchMedia', { params: { id, mediaId }, body })
  await patch(b.id, { position: 1 })
  await patch(a.id, { position: 100, alt: 'Last' })
  expect(await shown(id)).toEqual(['B', '', 'Last'])
  expect((await shop.as(customer, 'media', { params: { id } })).body).toMatchObject({
    items: [
      { id: b.id, position: 1 },
      { id: a.id, position: 3 },
    ],
  })
  const remove = () => shop.as(merchandiser, 'removeMedia', { params: { id, mediaId: b.id } })
  expect((await remove()).text).toBe((await remove()).text)
  expect(await shown(id)).toEqual(['', 'Last'])
  expect((await refusal(patch(b.id, { alt: 'x' }))).code).toBe('unknown_media')
})

test('the same file is made anew once, however often and wherever it is sent', async () => {
  const products = await Promise.all([1, 2, 3].map((n) => makeProduct(shop, { name: `Same ${n}`, price: 1 })))
  const first = await add(products[0]?.id ?? '', 'wide 700 same')
  const before = encoded
  const others = await Promise.all(products.map(({ id }) => add(id, 'wide 700 same')))
  expect(new Set(others.map(({ url }) => url))).toEqual(new Set([first.url]))
  expect(encoded).toBe(before)
  expect(kept.has(first.url.replace('/media/', ''))).toBe(true)
})

test('ten pictures at once all find their place', async () => {
  const { id } = await makeProduct(shop, { name: 'Crowded', price: 1 })
  await Promise.all(Array.from({ length: 10 }, (_, i) => add(id, `wide 500 crowd ${i}`, `${i}`)))
  expect((await shown(id)).toSorted()).toEqual(Array.from({ length: 10 }, (_, i) => `${i}`))
})

test('with the tag of before a picture is not added', async () => {
  const { id } = await makeProduct(shop, { name: 'Guarded', price: 1 })
  const ifMatch = (await readAnswer(shop, id)).headers['etag'] ?? ''
  const outcomes = await Promise.allSettled(
    ['x', 'y'].map((name) => add(id, `wide 500 ${name}`, '', { ifMatch })),
  )
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await shown(id)).toHaveLength(1)
})

test('what is no picture, too large a picture, or one too many is refused and nothing is kept', async () => {
  const images = Array.from({ length: 20 }, (_, i) => `https://cdn.example/${i}.jpg`)
  const { id } = await makeProduct(shop, { name: 'Full', price: 1, images })
  expect((await refusal(add(id, 'nonsense'))).code).toBe('not_a_picture')
  expect((await refusal(add(id, 'huge'))).code).toBe('too_many_pixels')
  expect((await refusal(add(id, 'wide 500 one too many'))).code).toBe('too_many_pictures')
  expect((await refusal(add('nobody', 'wide 500'))).code).toBe('unknown_product')
  expect((await read(shop, id)).images).toHaveLength(20)
})

test('pictures that are imported are images of the products that name them', async () => {
  const pictures = [{ base64: base64('wide 900 import') }]
  const { images } = await shop.client.importPictures({ body: { pictures } }, serviceCall())
  const [image] = images
  const product = {
    id: 'prod-pictured',
    sku: 'PICTURED',
    name: 'Pictured',
    price: 1,
    images: [{ url: image?.url ?? '', alt: 'P' }],
  }
  await shop.client.importProducts({ body: { products: [product] } }, serviceCall())
  expect((await read(shop, 'PICTURED')).images).toEqual([{ ...image, alt: 'P' }])
})
