/** A QR code as one path, a unit a module, for a square with a quiet zone of four (ISO/IEC 18004). */
import { encode } from 'uqr'

const QUIET_ZONE = 4

export type Qr = { readonly size: number; readonly path: string }

export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: path.join('') }
}
