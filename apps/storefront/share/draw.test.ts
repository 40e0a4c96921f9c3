import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { drawShared, SHARE_HEIGHT, SHARE_WIDTH } from './draw.ts'
import { unpackFace } from './face.ts'
import { openPainter } from './painter.ts'

const FACE = fileURLToPath(
  import.meta.resolve('@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff'),
)

test('a face is unpacked to tables that are what their sums say', async () => {
  const face = unpackFace(await readFile(FACE))
  const tables = Array.from({ length: face.readUInt16BE(4) }, (_, place) => {
    const at = 12 + place * 16
    const [sum, offset, length] = [4, 8, 12].map((field) => face.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ]
    return { name: face.toString('latin1', at, at + 4), sum, offset, length }
  })
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'name']))
  for (const { name, sum, offset, length } of tables) {
    // That of `head` holds the sum of the whole file.
    if (name === 'head') continue
    let added = 0
    for (let at = offset; at < offset + length; at += 4) added = (added + face.readUInt32BE(at)) >>> 0
    expect(added, name).toBe(sum)
  }
})

test('what is no face is refused', () => {
  expect(() => unpackFace(Buffer.alloc(64))).toThrow('no WOFF')
})

test('a picture beside a link has the size that all of them take, however long a name is', async () => {
  for (const name of ['Lamp', `Lamp & <b>${'and lamp '.repeat(40)}</b>`, '…']) {
    const picture = await drawShared({ name, price: '€1,299.00 – €2,499.00' })
    expect(await sharp(picture).metadata()).toMatchObject({
      format: 'jpeg',
      width: SHARE_WIDTH,
      height: SHARE_HEIGHT,
    })
  }
})

test('pictures are drawn beside the shop, and one that cannot be drawn is told of', async () => {
  const painter = openPainter()
  onTestFinished(() => painter.close())
  const drawn = painter.paint({ name: 'Lamp' })
  const broken = painter.paint({ name: 'Lamp', picture: Buffer.from('no picture') })
  await expect(broken).rejects.toThrow()
  expect((await drawn).length).toBeGreaterThan(5_000)
})
