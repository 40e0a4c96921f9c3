/** What the grammar needs to know of a kind of goods, so that only plausible things come out of it. */
import type { Colour } from '../pictures/colours.ts'
import type { ShapeName } from '../pictures/shapes.ts'
import type { Brand } from './brands.ts'

export type Fact = string | number | boolean

export type Kind = {
  readonly shape: ShapeName
  /** From the root on: `Kitchen > Mugs and cups`. */
  readonly category: string
  /** The last word of its names, and the beginning of its SKUs. */
  readonly noun: string
  /** Words that may stand before the noun. */
  readonly manners: readonly string[]
  readonly brands: readonly Brand[]
  /** In whole dollars. */
  readonly price: readonly [from: number, to: number]
  readonly colours: readonly Colour[]
  /** Attributes, each with the values that one is drawn from. */
  readonly facts: Readonly<Record<string, readonly Fact[]>>
  /** What a buyer chooses beside the colour; each further value costs a share of the price more. */
  readonly choice?: { readonly name: string; readonly values: readonly string[]; readonly dearerBy: number }
  /** Sentences; `{Material}` stands for that fact. */
  readonly opening: readonly string[]
  readonly details: readonly string[]
  readonly care: readonly string[]
}

export const SHOE_SIZES = ['EU 37', 'EU 38', 'EU 39', 'EU 40', 'EU 41', 'EU 42', 'EU 43', 'EU 44']
export const CLOTHING_SIZES = ['XS', 'S', 'M', 'L', 'XL']
