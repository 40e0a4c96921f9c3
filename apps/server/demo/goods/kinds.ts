/** All kinds of goods, in the order in which the demo shop is filled. */
import { DEVICES } from './devices.ts'
import { HOME } from './home.ts'
import type { Kind } from './kind.ts'
import { OUTSIDE } from './outside.ts'
import { WEAR } from './wear.ts'

export const KINDS: readonly Kind[] = [...DEVICES, ...HOME, ...WEAR, ...OUTSIDE]
