/** Makes pictures anew: nothing of the file that somebody sent goes out again but what it shows. */
import type sharp from 'sharp'

export type Encoded =
  | {
      readonly outcome: 'encoded'
      readonly width: number
      readonly height: number
      readonly files: readonly { readonly width: number; readonly bytes: Uint8Array }[]
    }
  | { readonly outcome: 'not_a_picture' }
  | { readonly outcome: 'too_many_pixels'; readonly pixelsMax: number }

/** A camera’s largest picture; decoded it takes 160 MB at most. */
const PIXELS_MAX = 40_000_000
const WIDTHS = [320, 640, 960] as const
const WIDTH_MAX = 960
/** For what is very tall: WebP ends at 16,383, and no page shows more. */
const HEIGHT_MAX = 4_000
const QUALITY = 80
const SECONDS_MAX = 10

const NOT_A_PICTURE: Encoded = { outcome: 'not_a_picture' }

type Sharp = typeof sharp

/**
 * A function that makes pictures; each one takes one thread, so that requests beside it go on. The library
 * comes with the first picture: most processes never see one.
 */
export function openImages(): { encode(bytes: Uint8Array): Promise<Encoded> } {
  let loading: Promise<Sharp> | undefined
  return {
    encode: async (bytes) => {
      if (!isKnownFormat(bytes)) return NOT_A_PICTURE
      return encodeWith(await (loading ??= load()), bytes)
    },
  }
}

async function load(): Promise<Sharp> {
  const { default: library } = await import('sharp')
  library.concurrency(1)
  library.cache(false)
  return library
}

async function encodeWith(open: Sharp, bytes: Uint8Array): Promise<Encoded> {
  const options = { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true } as const
  try {
    const { width, height } = await open(bytes, { ...options, limitInputPixels: false }).metadata()
    if (width * height > PIXELS_MAX) return { outcome: 'too_many_pixels', pixelsMax: PIXELS_MAX }
    const { data, info } = await open(bytes, options)
      .timeout({ seconds: SECONDS_MAX })
      .autoOrient()
      .resize({ width: WIDTH_MAX, height: HEIGHT_MAX, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { channels } = info
    const raw = { raw: { width: info.width, height: info.height, channels } }
    const widths = [...WIDTHS.filter((each) => each < info.width), info.width]
    const files = await Promise.all(
      widths.map(async (each) => ({
        width: each,
        bytes: await open(data, raw).resize({ width: each }).webp({ quality: QUALITY }).toBuffer(),
      })),
    )
    return { outcome: 'encoded', width: info.width, height: info.height, files }
  } catch {
    // Whatever the decoder stumbled over, it is the file’s fault: it was read from memory.
    return NOT_A_PICTURE
  }
}

/** By the first bytes, before any decoder sees the rest. */
function isKnownFormat(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('latin1')
  return (
    head.startsWith('\u00ff\u00d8\u00ff') ||
    head.startsWith('\u0089PNG\r\n\u001a\n') ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') ||
    (head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8)))
  )
}
