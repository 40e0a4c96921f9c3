import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { openImages, type Encoded } from './images.ts'

const { encode } = openImages()

let photo: Buffer

const pattern = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 90, b: 30 } } })

beforeAll(async () => {
  photo = await pattern(1_600, 1_200)
    .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'secret words' } })
    .jpeg()
    .toBuffer()
})

function encoded(outcome: Encoded) {
  if (outcome.outcome !== 'encoded') throw new Error(`it was refused as ${outcome.outcome}`)
  return outcome
}

test('a photograph becomes three widths of WebP, without a word of what the camera wrote', async () => {
  const { width, height, files } = encoded(await encode(photo))
  expect([width, height]).toEqual([960, 720])
  expect(files.map((file) => file.width)).toEqual([320, 640, 960])
  for (const file of files) {
    const seen = await sharp(file.bytes).metadata()
    expect([seen.format, seen.width, seen.exif, seen.icc]).toEqual(['webp', file.width, undefined, undefined])
    expect(Buffer.from(file.bytes).includes('secret words')).toBe(false)
  }
})

test('a picture is never made larger than it was', async () => {
  const small = encoded(await encode(await pattern(400, 300).png().toBuffer()))
  expect(small.files.map((file) => file.width)).toEqual([320, 400])
  const tiny = encoded(await encode(await pattern(1, 1).webp().toBuffer()))
  expect(tiny.files.map((file) => file.width)).toEqual([1])
})

test('a picture that was taken on its side is put upright', async () => {
  const sideways = await pattern(800, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(encoded(await encode(sideways))).toMatchObject({ width: 400, height: 800 })
})

test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s is taken', async (format) => {
  const bytes = await pattern(64, 64).toFormat(format).toBuffer()
  expect((await encode(bytes)).outcome).toBe('encoded')
})

test('what lies under a picture that is see-through stays see-through', async () => {
  const glass = await sharp({ create: { width: 10, height: 10, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer()
  const [file] = encoded(await encode(glass)).files
  expect((await sharp(file?.bytes).metadata()).hasAlpha).toBe(true)
})

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'

test.each([
  ['nothing', Buffer.alloc(0)],
  ['an SVG', Buffer.from(SVG)],
  [
    'an SVG behind the first bytes of a PNG',
    Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.from(SVG)]),
  ],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ')],
  ['a ZIP', Buffer.from('PK\u0003\u0004')],
  ['the first bytes of a JPEG alone', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['a GIF', Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')],
  ['a film', Buffer.from('\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom', 'latin1')],
])('%s is no picture', async (_name, bytes) => {
  expect(await encode(bytes)).toEqual({ outcome: 'not_a_picture' })
})

test('a file that breaks off is no picture', async () => {
  const noise = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7_919) % 251)), {
    raw: { width: 300, height: 300, channels: 3 },
  })
    .png()
    .toBuffer()
  expect((await encode(noise)).outcome).toBe('encoded')
  expect(await encode(noise.subarray(0, noise.length / 2))).toEqual({ outcome: 'not_a_picture' })
})

test('a header that promises more pixels than there may be is refused before one is decoded', async () => {
  const started = performance.now()
  for (const [width, height] of [
    [100_000, 100_000],
    [8_000, 8_000],
    [1, 50_000_000],
  ] as const) {
    const { outcome } = await encode(pngOf(width, height))
    expect(outcome).not.toBe('encoded')
  }
  expect(await encode(pngOf(8_000, 8_000))).toMatchObject({ outcome: 'too_many_pixels' })
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('no damage to a picture brings the process down', async () => {
  const small = await pattern(40, 30).jpeg().toBuffer()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(small.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.nat(small.length),
      async (at, value, end) => {
        const damaged = Buffer.from(small.subarray(0, end))
        if (at < damaged.length) damaged[at] = value
        expect(['encoded', 'not_a_picture', 'too_many_pixels']).toContain((await encode(damaged)).outcome)
      },
    ),
    { numRuns: 60 },
  )
})

/** A PNG of a few hundred bytes that says it is as large as asked. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
