/** Which pictures a product of the demo shop has, and what each of them shows. */
import { chanceOf } from '../chance.ts'
import type { Good } from '../goods/goods.ts'
import type { Colour } from './colours.ts'
import { sceneOf, type View } from './scene.ts'
import { scaleOf, SHAPES, stanceOf, type ShapeName } from './shapes.ts'

export type Sight = {
  readonly shape: ShapeName
  readonly colour: Colour
  readonly view: View
  readonly alt: string
  /** The same thing from another side is the same thing. */
  readonly seed: string
}

export type Album = {
  readonly productId: string
  readonly sights: readonly [Sight, ...Sight[]]
}

/** Of things in one colour a third are also seen from nearer by; those in several show each colour instead. */
const DETAIL_SHARE = 0.34
/** Of all things a tenth are also seen from a step away. */
const TURNED_SHARE = 0.1

export function albumOf({ product: { id, name }, kind, colours }: Good): Album {
  return album({ id, name, shape: kind.shape, colours })
}

/** The documented twelve, in their documented colours where they have one. */
const DOCUMENTED: Readonly<Record<string, readonly [ShapeName, Colour]>> = {
  'prod-laptop-001': ['laptop', 'Lagoon green'],
  'prod-headphones-001': ['headphones', 'Night blue'],
  'prod-keyboard-001': ['keyboard', 'Charcoal'],
  'prod-monitor-001': ['monitor', 'Silver'],
  'prod-mouse-002': ['mouse', 'Spritz'],
  'prod-laptop-002': ['laptop', 'Plum'],
  'prod-tablet-001': ['tablet', 'Brick'],
  'prod-controller-001': ['controller', 'Night blue'],
  'prod-speaker-001': ['speaker', 'Lagoon green'],
  'prod-mouse-001': ['mouse', 'Moss'],
  'prod-desktop-001': ['desktop', 'Walnut'],
  'prod-smartwatch-001': ['watch', 'Sand'],
}

export function documentedAlbum({ id, name }: { readonly id: string; readonly name: string }): Album {
  const known = DOCUMENTED[id]
  if (!known) throw new Error(`${id} is no documented product with a picture`)
  const [shape, colour] = known
  const front = { shape, colour, seed: id }
  return {
    productId: id,
    sights: [
      { ...front, view: 'front', alt: altOf(name, colour, 'front') },
      { ...front, view: 'detail', alt: altOf(name, colour, 'detail') },
    ],
  }
}

type Shown = {
  readonly id: string
  readonly name: string
  readonly shape: ShapeName
  readonly colours: readonly [Colour, ...Colour[]]
}

function album({ id, name, shape, colours }: Shown): Album {
  const chance = chanceOf(id, 'album')
  const [first, ...others] = colours
  const sight = (colour: Colour, view: View): Sight => ({
    shape,
    colour,
    view,
    seed: id,
    alt: altOf(name, colour, view),
  })
  const more: Sight[] = others.map((colour) => sight(colour, 'front'))
  const luck = chance.unit()
  if (others.length === 0 && luck < DETAIL_SHARE) more.push(sight(first, 'detail'))
  if (luck < TURNED_SHARE) more.push(sight(first, 'turned'))
  return { productId: id, sights: [sight(first, 'front'), ...more] }
}

function altOf(name: string, colour: Colour, view: View): string {
  const said = `${name} in ${colour.toLowerCase()}`
  switch (view) {
    case 'front':
      return `${said}, standing in an arched niche on a terrazzo floor`
    case 'detail':
      return `${said}, seen from nearer by`
    case 'turned':
      return `${said}, seen from a step away`
  }
}

export function drawn({ shape, colour, view, seed }: Sight): string {
  return sceneOf({
    shape: SHAPES[shape],
    stance: stanceOf(shape),
    scale: scaleOf(shape),
    colour,
    view,
    seed,
  })
}
