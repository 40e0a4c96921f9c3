/** All that can be drawn, each with the width at which it stands. */
import type { Shape } from './brush.ts'
import * as desk from './shapes/desk.ts'
import * as devices from './shapes/devices.ts'
import * as home from './shapes/home.ts'
import * as kitchen from './shapes/kitchen.ts'
import * as outside from './shapes/outside.ts'
import * as sound from './shapes/sound.ts'
import * as wear from './shapes/wear.ts'

export const SHAPES = {
  ...devices,
  ...sound,
  ...kitchen,
  ...home,
  ...wear,
  ...outside,
  ...desk,
} satisfies Readonly<Record<string, Shape>>

export type ShapeName = keyof typeof SHAPES

const STANCE_USUAL = 300

/** In pixels of the canvas; the usual width unless named. */
const STANCES: Partial<Readonly<Record<ShapeName, number>>> = {
  laptop: 540, phone: 210, tablet: 340, watch: 130, camera: 420, charger: 240, desktop: 380, drive: 260,
  keyboard: 570, mouse: 340, monitor: 270, webcam: 180, headphones: 450, earbuds: 340, speaker: 250,
  shelfSpeaker: 270, turntable: 440, radio: 430, controller: 460, handheld: 500, ukulele: 250, mug: 260,
  espressoCup: 370, pan: 330, pot: 400, kettle: 370, moka: 250, grinder: 260, bowl: 280, carafe: 230,
  toaster: 400, lamp: 210, floorLamp: 230, clock: 280, candle: 230, vase: 200, cushion: 370, blanket: 390,
  mirror: 200, stool: 260, armchair: 440, shelf: 350, plantStand: 230, jacket: 190, tshirt: 190,
  sweater: 190, scarf: 330, beanie: 380, cap: 430, shoe: 480, boot: 400, backpack: 360, tote: 390,
  wallet: 330, bottle: 210, tent: 500, umbrella: 100, helmet: 240, football: 170, yogaMat: 210, dumbbell: 380,
  plant: 180, cactus: 190, wateringCan: 260, pruner: 170, pen: 240, books: 370, blocks: 350, kite: 120,
  soap: 340,
} // prettier-ignore

export function stanceOf(name: ShapeName): number {
  return STANCES[name] ?? STANCE_USUAL
}

const SCALES: Partial<Readonly<Record<ShapeName, number>>> = {
  mug: 1.2, espressoCup: 1.25, wallet: 1.2, sunglasses: 1.2, soap: 1.2, earbuds: 1.15, webcam: 1.15,
  bowl: 1.05, drive: 1.1, charger: 1.1, watch: 1.15, candle: 1.12, desktop: 1.12, dumbbell: 1.15, beanie: 1.08,
  cushion: 1.1, toaster: 1.1, moka: 1.1, grinder: 1.1, cap: 1.08, stool: 1.12, blocks: 1.08, pen: 1.08,
  football: 1.1, kettle: 1.1, teapot: 1.1, notebook: 1.08, board: 1.08, blanket: 1.1, mouse: 1.1,
} // prettier-ignore

export function scaleOf(name: ShapeName): number {
  return SCALES[name] ?? 1
}
