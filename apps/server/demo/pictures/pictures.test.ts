import { openImages } from '@rialto/adapter-images/images'
import { drawPicture } from '@rialto/adapter-images/drawing'
import { expect, test } from 'vitest'
import { KINDS } from '../goods/kinds.ts'
import { demoShop } from '../shop.ts'
import { drawn, type Sight } from './album.ts'
import { SHAPES, type ShapeName } from './shapes.ts'

const BYTES_MAX = { 320: 15_000, 640: 30_000, 960: 40_000 } as const
const DRAWN = 5

test('forty kinds of things and more can be drawn, and each kind of goods is one of its own', () => {
  expect(Object.keys(SHAPES).length).toBeGreaterThanOrEqual(40)
  expect(new Set(KINDS.map(({ shape }) => shape)).size).toBe(KINDS.length)
})

test('every product has a picture, and every picture says in words what it shows', () => {
  const { products, albums } = demoShop()
  expect(albums.map(({ productId }) => productId)).toEqual(products.map(({ id }) => id))
  for (const { sights } of albums) {
    for (const { alt } of sights) expect(alt.length).toBeGreaterThan(20)
    expect(new Set(sights.map(({ alt }) => alt)).size).toBe(sights.length)
  }
})

test('a product in several colours has a picture in each', () => {
  const { products, albums } = demoShop()
  for (const [i, { options = [] }] of products.entries()) {
    const colours = options.find(({ name }) => name === 'Colour')?.values ?? []
    const shown = albums[i]?.sights.filter(({ view }) => view === 'front').map(({ colour }) => colour) ?? []
    for (const colour of colours) expect(shown).toContain(colour)
  }
})

test('a drawing is the same every time, and has no number that is none', () => {
  for (const shape of Object.keys(SHAPES) as ShapeName[]) {
    const sight: Sight = { shape, colour: 'Ochre', view: 'front', alt: '', seed: shape }
    expect(drawn(sight)).toBe(drawn(sight))
    expect(drawn(sight)).not.toMatch(/NaN|undefined|Infinity/)
  }
})

test('pictures can be read, are four by five, and are light', { timeout: 60_000 }, async () => {
  const { encode } = openImages()
  const some = demoShop().albums.filter((_, i) => i % Math.ceil(200 / DRAWN) === 0)
  for (const { sights } of some) {
    const encoded = await encode(await drawPicture(drawn(sights[0]), 1.2))
    if (encoded.outcome !== 'encoded') throw new Error(`${sights[0].shape} is ${encoded.outcome}`)
    expect([encoded.width, encoded.height]).toEqual([960, 1200])
    for (const { width, bytes } of encoded.files)
      expect(bytes.length).toBeLessThanOrEqual(BYTES_MAX[width as keyof typeof BYTES_MAX])
  }
})
