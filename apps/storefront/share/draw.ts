/**
 * The picture that stands beside a link to the shop elsewhere: what it is, what it costs, and how it looks. Drawn when
 * somebody asks for it; 60 to 200 ms of a processor.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import sharp from 'sharp'
import { faceFile } from './face.ts'
import { PAGE_COLORS, SHARE_COLORS } from '../style/browser-colors.ts'

export const SHARE_WIDTH = 1200
export const SHARE_HEIGHT = 630

/** The shop's face for headings, as a file that the library which sets the text can read. */
const FACE = 'Bricolage Grotesque'
const FACE_WOFF = fileURLToPath(
  import.meta.resolve('@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff'),
)
let unpacked: Promise<string> | undefined

const FLOOR_FILE = join(import.meta.dirname, '..', 'public', 'terrazzo.svg')

const FLOOR_HEIGHT = 72
const MARGIN = 72
const PICTURE = { width: 416, height: 520, foot: 14 }
const TEXT_WIDTH = SHARE_WIDTH - PICTURE.width - 3 * MARGIN
const SIZES = { brand: 34, name: 66, longName: 50, price: 44 }
/** A name of more is set smaller, and of many more cut. */
const SHORT_NAME_MAX = 32
const NAME_MAX = 80
const QUALITY = 84

// Each picture is drawn once in a while: nothing is worth keeping, and one at a time is enough.
sharp.cache(false)
sharp.concurrency(1)

export type Shared = {
  readonly name: string
  readonly price?: string | undefined
  /** A file that browsers show. */
  readonly picture?: Uint8Array | undefined
}

/** A JPEG. */
export async function drawShared({ name, price, picture }: Shared): Promise<Buffer> {
  const isLong = name.length > SHORT_NAME_MAX
  const [floor, niche, brand, title, cost] = await Promise.all([
    readFile(FLOOR_FILE),
    picture && inNiche(picture),
    set('Rialto', SIZES.brand, SHARE_COLORS.ink),
    set(shortened(name), isLong ? SIZES.longName : SIZES.name, SHARE_COLORS.ink),
    price === undefined ? undefined : set(price, SIZES.price, SHARE_COLORS.action),
  ])
  const floorTop = SHARE_HEIGHT - FLOOR_HEIGHT
  const between = 28
  const textHeight = title.height + (cost ? cost.height + between : 0)
  const titleTop = Math.max(MARGIN + 64, Math.round((floorTop - textHeight) / 2) + 24)
  const band = await sharp({
    create: { width: SHARE_WIDTH, height: FLOOR_HEIGHT, channels: 3, background: SHARE_COLORS.surface },
  })
    .composite([
      { input: await sharp(floor).resize({ width: 640 }).extract(tile()).png().toBuffer(), tile: true },
    ])
    .png()
    .toBuffer()
  return sharp({
    create: { width: SHARE_WIDTH, height: SHARE_HEIGHT, channels: 3, background: PAGE_COLORS.light },
  })
    .composite([
      { input: band, left: 0, top: floorTop },
      { input: brand.data, left: MARGIN, top: MARGIN - 8 },
      { input: title.data, left: MARGIN, top: titleTop },
      ...(cost ? [{ input: cost.data, left: MARGIN, top: titleTop + title.height + between }] : []),
      ...(niche
        ? [{ input: niche, left: SHARE_WIDTH - MARGIN - PICTURE.width, top: floorTop - PICTURE.height }]
        : []),
    ])
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer()
}

/** A strip of the floor as high as it is shown, with its middle in it. */
function tile() {
  return { left: 0, top: 44, width: 640, height: FLOOR_HEIGHT }
}

async function inNiche(picture: Uint8Array): Promise<Buffer> {
  const { width, height, foot } = PICTURE
  const arch = height * 0.4
  const shape = `M0 ${arch}A${width / 2} ${arch} 0 0 1 ${width} ${arch}V${height - foot}a${foot} ${foot} 0 0 1-${foot} ${foot}H${foot}a${foot} ${foot} 0 0 1-${foot}-${foot}Z`
  const mask = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="${shape}"/></svg>`,
  )
  return sharp(picture)
    .resize(width, height, { fit: 'cover' })
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer()
}

async function set(text: string, size: number, colour: string) {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}" letter_spacing="-${size * 16}">${escaped(text)}</span>`,
      font: `${FACE} Bold ${size}`,
      fontfile: await (unpacked ??= faceFile(FACE_WOFF)),
      width: TEXT_WIDTH,
      dpi: 72,
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true })
  return { data, height: info.height }
}

function shortened(name: string): string {
  return name.length > NAME_MAX ? `${name.slice(0, NAME_MAX).trimEnd()}…` : name
}

/** Names are text, not mark-up. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
