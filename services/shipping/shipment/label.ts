/** The picture that the sandbox carrier would print: bars, the number, and a word that it is none. */
import { html } from '@rialto/kernel/html/html'
import type { Shipment } from './domain.ts'

const BAR_HEIGHT = 60
const QUIET_ZONE = 20
const BITS_PER_CHARACTER = 8

/** SVG. The bars are the characters’ bits: for people to recognise, not for a scanner to read. */
export function labelPicture({ trackingNumber, carrier, orderId }: Shipment): string {
  const bits = [...trackingNumber].map((character) =>
    (character.charCodeAt(0) % 2 ** BITS_PER_CHARACTER).toString(2).padStart(BITS_PER_CHARACTER, '0'),
  )
  const bars = [...bits.join('')].flatMap((bit, i) =>
    bit === '1' ? [html`<rect x="${QUIET_ZONE + 2 * i}" y="70" width="2" height="${BAR_HEIGHT}" />`] : [],
  )
  const width = 2 * (QUIET_ZONE + BITS_PER_CHARACTER * bits.length)
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="190" font-family="monospace">
    <text x="${QUIET_ZONE}" y="30">${carrier}</text>
    <text x="${QUIET_ZONE}" y="55">${orderId}</text>
    ${bars}
    <text x="${QUIET_ZONE}" y="150">${trackingNumber}</text>
    <text x="${QUIET_ZONE}" y="175">SIMULATED: NOT FOR POSTAGE</text>
  </svg>`.text
}
