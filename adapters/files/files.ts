/** Keeps files in a folder: whole or not at all, and never changed afterwards. */
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type Files = {
  /** Keeps a file under a name that its content decides; one that is there already stays. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined where there is no such file. */
  get(name: string): Promise<Uint8Array | undefined>
}

/** Nothing that a path could be made of, and nothing hidden. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)?$/
const NAME_CHARACTERS_MAX = 128
/** Files of one beginning share a folder, so that none holds hundreds of thousands. */
const FOLDER_CHARACTERS = 2

export function openFiles(dir: string): Files {
  let written = 0

  function placeOf(name: string): { readonly folder: string; readonly path: string } {
    if (name.length > NAME_CHARACTERS_MAX || !NAME.test(name))
      throw new Error(`${name} is no name of a file here`)
    const folder = join(dir, name.slice(0, FOLDER_CHARACTERS))
    return { folder, path: join(folder, name) }
  }

  return {
    put: async (name, bytes) => {
      const { folder, path } = placeOf(name)
      if (await exists(path)) return
      await mkdir(folder, { recursive: true })
      written += 1
      // Two processes may write the same file at once: each its own, and the last rename changes nothing.
      const unfinished = `${path}.${process.pid}-${written}.part`
      try {
        await writeSynced(unfinished, bytes)
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    get: async (name) => {
      const { path } = placeOf(name)
      try {
        return await readFile(path)
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
