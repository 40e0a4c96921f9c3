/** Packs an answer as its reader asks. A text that is sent to many is packed once for each form. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Answer } from '../contract/contract.ts'

/** In the order of our liking: Brotli makes a list of products a fifth smaller. */
const PACKERS = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const

export type Packing = keyof typeof PACKERS

/** Higher ones cost ten times the work for a twentieth of the size. */
const BROTLI_QUALITY = 5
const OPTIONS = {
  br: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  gzip: { level: 6 },
} as const

/** The best packing that an `Accept-Encoding` allows; undefined for none. `br;q=0` is a refusal. */
export function packingFor(accepted: string | undefined): Packing | undefined {
  if (accepted === undefined) return undefined
  return (['br', 'gzip'] as const).find((packing) =>
    accepted.split(',').some((part) => {
      const [name = '', ...weights] = part.split(';').map((word) => word.trim().toLowerCase())
      return name === packing && !weights.some((weight) => /^q=0(\.0*)?$/.test(weight))
    }),
  )
}

const packed = new WeakMap<Answer, Map<Packing, Promise<Buffer>>>()

/** The body of an answer, packed: once, however often that answer is sent. */
export function packedBody(answer: Answer, packing: Packing): Promise<Buffer> {
  const forms = packed.get(answer) ?? new Map<Packing, Promise<Buffer>>()
  packed.set(answer, forms)
  const known = forms.get(packing)
  if (known) return known
  const { payload } = answer
  const body = packing === 'br' ? PACKERS.br(payload, OPTIONS.br) : PACKERS.gzip(payload, OPTIONS.gzip)
  forms.set(packing, body)
  return body
}

/** The tag of a packed form (RFC 9110 §8.8.3: it is other bytes, so another tag). */
export function packedTag(etag: string, packing: Packing): string {
  return etag.replace(/"$/, `;${packing}"`)
}

/** The tags that a client sends back, as they were before packing. */
export function plainTags(tags: string): string {
  return tags.includes(';') ? tags.replace(/;(?:br|gzip)"/g, '"') : tags
}
