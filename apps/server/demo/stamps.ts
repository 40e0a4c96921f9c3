/** What was done once and is not to be done again: empty files in the data folder. */
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const ORDERS_STAMP = 'demo-orders'
export const PICTURES_STAMP = 'demo-pictures'

export type Stamps = {
  has(name: string): Promise<boolean>
  set(name: string): Promise<void>
  /** With all that was noted on the way. */
  drop(name: string): Promise<void>
  /** Where it may be noted what has come of it so far. */
  journalOf(name: string): string
}

export function openStamps(dataDir: string): Stamps {
  const pathOf = (name: string) => join(dataDir, `${name}.done`)
  const journalOf = (name: string) => join(dataDir, `${name}.begun`)
  return {
    has: async (name) =>
      access(pathOf(name)).then(
        () => true,
        () => false,
      ),
    set: async (name) => {
      await mkdir(dataDir, { recursive: true })
      await writeFile(pathOf(name), '')
    },
    drop: async (name) => {
      await Promise.all([pathOf(name), journalOf(name)].map((path) => rm(path, { force: true })))
    },
    journalOf,
  }
}

/** Products that had to be made mean a new shop: what was done is to be done again. */
export async function beginAnew(stamps: Stamps): Promise<void> {
  await Promise.all([ORDERS_STAMP, PICTURES_STAMP].map((stamp) => stamps.drop(stamp)))
}
