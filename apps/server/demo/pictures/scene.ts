/** The room that every thing stands in: a tinted wall with an arched niche, and a floor of terrazzo. */
import { chanceOf, type Chance } from '../chance.ts'
import { FLOOR_Y, STAND_Y, type Ink, type Shape } from './brush.ts'
import { COLOURS, type Colour } from './colours.ts'

const WIDTH = 800
const HEIGHT = 1000
const CHIPS = 84

export type View = 'front' | 'detail' | 'turned'

export type Wanted = {
  readonly shape: Shape
  /** How wide the thing stands, for its shadow. */
  readonly stance: number
  /** Small things are drawn nearer. */
  readonly scale: number
  readonly colour: Colour
  readonly view: View
  /** The same words, the same picture. */
  readonly seed: string
}

/** The picture as SVG, 4 by 5. */
export function sceneOf({ shape, stance, scale, colour, view, seed }: Wanted): string {
  const paint = COLOURS[colour]
  // The thing itself is the same in every view and colour; only the floor lies otherwise.
  const ink: Ink = { ...paint, chance: chanceOf(seed, 'thing') }
  const floor = floorOf(ink, chanceOf(seed, colour, view))
  const [wallLight, wallShade] = paint.wall
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    '<defs>',
    gradient('wall', '0 0 1 1', [0, wallLight, 1], [1, wallShade, 1]),
    gradient('niche', '0 0 1 1', [0, '#FFFFFF', 0.3], [1, '#FFFFFF', 0.62]),
    gradient('ground', '0 0 1 1', [0, '#FFFFFF', 0.26], [0.5, '#FFFFFF', 0], [1, '#000000', 0.08]),
    gradient(
      'lit',
      '0 0 1 0.7',
      [0, '#FFFFFF', 0.26],
      [0.42, '#FFFFFF', 0],
      [0.6, '#000000', 0.05],
      [1, '#000000', 0.3],
    ),
    '<radialGradient id="soft"><stop offset="0" stop-color="#1B1208" stop-opacity=".42"/><stop offset=".55" stop-color="#1B1208" stop-opacity=".17"/><stop offset="1" stop-color="#1B1208" stop-opacity="0"/></radialGradient>',
    '<filter id="cast" x="-6%" y="-5%" width="126%" height="120%" color-interpolation-filters="sRGB"><feColorMatrix values="0 0 0 0 .09 0 0 0 0 .07 0 0 0 0 .04 0 0 0 .2 0"/><feOffset dx="40" dy="16"/><feGaussianBlur stdDeviation="13"/></filter>',
    `<clipPath id="above"><rect width="${WIDTH}" height="${FLOOR_Y}"/></clipPath>`,
    `<g id="thing" transform="translate(400 ${STAND_Y}) scale(${scale}) translate(-400 ${-STAND_Y})">${shape(ink)}</g>`,
    '</defs>',
    `<g${cameraOf(view)}>`,
    `<rect x="-200" y="-200" width="1200" height="${FLOOR_Y + 200}" fill="url(#wall)"/>`,
    nicheOf(paint.wall[1]),
    floor,
    '<g clip-path="url(#above)"><use href="#thing" filter="url(#cast)"/></g>',
    shadowOf(stance * scale),
    '<use href="#thing"/>',
    '</g></svg>',
  ].join('')
}

/** Nearer for the detail; from the other side for the turned one. */
function cameraOf(view: View): string {
  if (view === 'detail') return ' transform="translate(400 560) scale(1.6) translate(-372 -548)"'
  if (view === 'turned') return ' transform="translate(400 640) scale(.9) translate(-400 -640)"'
  return ''
}

/** The wall is as thick as its left edge, which lies in its own shade. */
function nicheOf(shadeColour: string): string {
  const outer = `M128 ${FLOOR_Y}V404a272 272 0 0 1 544 0V${FLOOR_Y}z`
  const inner = `M154 ${FLOOR_Y}V418a259 259 0 0 1 518 -14V${FLOOR_Y}z`
  return `<path d="${outer}" fill="${shadeColour}"/><path d="${outer}" fill="#000000" opacity=".07"/><path d="${inner}" fill="${shadeColour}"/><path d="${inner}" fill="url(#niche)"/>`
}

function floorOf(ink: Ink, chance: Chance): string {
  const depth = HEIGHT - FLOOR_Y
  const colours = [ink.body, ink.accent, '#FFFFFF', ink.deep, ink.pale, '#FFFFFF']
  const chips = Array.from({ length: CHIPS }, () => {
    // Smaller and flatter towards the wall, as floors are.
    const near = Math.sqrt(chance.unit())
    const x = chance.between(-20, WIDTH + 20)
    const y = FLOOR_Y + 8 + near * depth
    return `<path d="${chipAt(x, y, (3 + chance.unit() ** 2 * 17) * (0.4 + near), chance)}" fill="${chance.one(colours)}" opacity="${(0.35 + chance.unit() * 0.45).toFixed(2)}"/>`
  })
  return [
    `<rect x="-200" y="${FLOOR_Y}" width="1200" height="${depth + 200}" fill="${ink.floor}"/>`,
    `<rect x="-200" y="${FLOOR_Y}" width="1200" height="${depth + 200}" fill="url(#ground)"/>`,
    `<rect x="-200" y="${FLOOR_Y}" width="1200" height="5" fill="#FFFFFF" opacity=".4"/>`,
    ...chips,
  ].join('')
}

function chipAt(x: number, y: number, size: number, chance: Chance): string {
  const corners = 5 + chance.below(2)
  const turn = chance.unit()
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = ((i + turn) / corners) * 2 * Math.PI
    const reach = size * (0.55 + chance.unit() * 0.5)
    return `${(x + Math.cos(angle) * reach).toFixed(1)} ${(y + Math.sin(angle) * reach * 0.52).toFixed(1)}`
  })
  return `M${points.join('L')}z`
}

/** Dark and narrow where the thing touches the floor, wide and faint to the right. */
function shadowOf(stance: number): string {
  const half = stance / 2
  return [
    `<ellipse cx="${400 + half * 0.35}" cy="${STAND_Y + 6}" rx="${half * 1.55}" ry="${18 + half * 0.1}" fill="url(#soft)" opacity=".75"/>`,
    `<ellipse cx="${400 + half * 0.06}" cy="${STAND_Y + 2}" rx="${half * 1.12}" ry="${10 + half * 0.035}" fill="url(#soft)"/>`,
  ].join('')
}

type Stop = readonly [at: number, colour: string, opacity: number]

function gradient(id: string, direction: string, ...stops: readonly Stop[]): string {
  const [x1, y1, x2, y2] = direction.split(' ')
  const marks = stops.map(
    ([at, colour, opacity]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  )
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${marks.join('')}</linearGradient>`
}
