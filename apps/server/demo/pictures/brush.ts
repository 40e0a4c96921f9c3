/** The few strokes that all shapes are drawn with. Light falls from the top left: every form is lit by the same gradient. */
import type { Chance } from '../chance.ts'
import type { Paint } from './colours.ts'

/** Where wall and floor meet, of a canvas of 800 by 1000; what stands, stands a little before it. */
export const FLOOR_Y = 740
export const STAND_Y = 756

export type Ink = Paint & { readonly chance: Chance }
/** Draws one thing, centred at x = 400, its feet at `STAND_Y`. */
export type Shape = (ink: Ink) => string

export const PAPER = '#FBF7EE'
export const GLASS = '#1D2A33'
export const STEEL = '#C3CACE'
export const STEEL_DEEP = '#858F95'
export const LEAF = '#5E8A3C'
export const LEAF_DEEP = '#3F6527'
export const RUBBER = '#2B2A29'
export const WOOD = '#B98A55'
export const WOOD_DEEP = '#85602F'

/** A filled form with light on one side and shade on the other. */
export function form(d: string, colour: string): string {
  return `<path d="${d}" fill="${colour}"/><path d="${d}" fill="url(#lit)"/>`
}

/** A flat form, without light of its own. */
export function flat(d: string, colour: string, opacity = 1): string {
  return `<path d="${d}" fill="${colour}"${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`
}

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  colour: string,
): string {
  const place = `x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"`
  return `<rect ${place} fill="${colour}"/><rect ${place} fill="url(#lit)"/>`
}

export function tile(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  colour: string,
  opacity = 1,
): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colour}" opacity="${opacity}"/>`
}

export function ball(x: number, y: number, rx: number, ry: number, colour: string): string {
  const place = `cx="${x}" cy="${y}" rx="${rx}" ry="${ry}"`
  return `<ellipse ${place} fill="${colour}"/><ellipse ${place} fill="url(#lit)"/>`
}

export function disc(x: number, y: number, rx: number, ry: number, colour: string, opacity = 1): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}" opacity="${opacity}"/>`
}

export function line(d: string, colour: string, width: number, opacity = 1): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}"/>`
}

/** A seam: dashes, as a needle leaves them. */
export function stitch(d: string, colour: string, opacity = 0.6): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="3.5" stroke-dasharray="11 8" stroke-linecap="round" opacity="${opacity}"/>`
}

/** Where light runs along a form. */
export function gloss(d: string, width = 10, opacity = 0.32): string {
  return line(d, '#FFFFFF', width, opacity)
}

export function shade(d: string, opacity = 0.16): string {
  return flat(d, '#000000', opacity)
}

export function turned(degrees: number, x: number, y: number, inner: string): string {
  return `<g transform="rotate(${degrees} ${x} ${y})">${inner}</g>`
}

export function mirrored(inner: string): string {
  return `<g transform="translate(800 0) scale(-1 1)">${inner}</g>`
}

/** One drawing for each number from 0 up to the count. */
export function each(count: number, draw: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => draw(i)).join('')
}
