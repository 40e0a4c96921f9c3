/** A backup as one .tar: what is in it stands in its manifest, at its end, with a checksum for each file. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { EXIT, Failure } from '../failure.ts'

export const MANIFEST = 'manifest.json'
const FORMAT = 1
const CHUNK_BYTES = 1 << 20
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

export type Manifest = {
  readonly format: typeof FORMAT
  /** RFC 3339. */
  readonly madeAt: string
  readonly postgres: string
  readonly machine: string
  readonly node: string
  readonly prefix: string
  /** Whether the made secret is inside; one that was given by RIALTO_SECRET is not. */
  readonly hasSecret: boolean
  readonly databases: readonly string[]
  readonly counts: { readonly files: number; readonly bytes: number; readonly pictures: number }
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[]
}

export type Archive = {
  folder(name: string): Promise<void>
  text(name: string, text: string): Promise<void>
  /** Exactly `size` bytes: a file that grew meanwhile is cut, one that shrank is filled with zeros. */
  file(name: string, path: string, size: number): Promise<void>
  /** Writes the manifest, and only now gives the file its name. */
  close(about: Omit<Manifest, 'format' | 'counts' | 'files'>): Promise<Manifest>
  abandon(): Promise<void>
}

export function createArchive(path: string): Archive {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.part`
  const packed = pack()
  const written = pipeline(packed, createWriteStream(draft, { mode: FILE_MODE }))
  // Told by `close`; until then a full disk shows itself at the next file.
  written.catch(() => {})
  const files: { name: string; size: number; sha256: string }[] = []

  async function put(name: string, size: number, chunks: AsyncIterable<Buffer>): Promise<void> {
    const hash = createHash('sha256')
    // A stream of another make, which behaves as Node's do.
    const entry = packed.entry({ name, size, mode: FILE_MODE }) as unknown as Writable
    const ended = new Promise<void>((resolve, reject) => {
      entry.once('finish', resolve)
      entry.once('error', reject)
    })
    for await (const chunk of chunks) {
      hash.update(chunk)
      if (!entry.write(chunk))
        await Promise.race([new Promise((resolve) => entry.once('drain', resolve)), written])
    }
    entry.end()
    await Promise.race([ended, written])
    files.push({ name, size, sha256: hash.digest('hex') })
  }

  return {
    folder: async (name) => {
      await new Promise<void>((resolve, reject) => {
        packed.entry({ name: `${name}/`, type: 'directory', mode: FOLDER_MODE }, (error) =>
          error ? reject(error) : resolve(),
        )
      })
    },
    text: (name, words) => {
      const bytes = Buffer.from(words)
      return put(name, bytes.length, one(bytes))
    },
    file: (name, from, size) => put(name, size, bytesOf(from, size)),
    close: async (about) => {
      const bytes = files.reduce((sum, { size }) => sum + size, 0)
      const pictures = files.filter(({ name }) => name.startsWith('media/')).length
      const manifest: Manifest = {
        format: FORMAT,
        ...about,
        counts: { files: files.length, bytes, pictures },
        files: [...files],
      }
      const bytesOfManifest = Buffer.from(JSON.stringify(manifest))
      await put(MANIFEST, bytesOfManifest.length, one(bytesOfManifest))
      packed.finalize()
      await written
      renameSync(draft, path)
      return manifest
    },
    abandon: async () => {
      packed.destroy()
      await written.catch(() => {})
      rmSync(draft, { force: true })
    },
  }
}

/**
 * Unpacks into `place(name)` and compares every checksum. Throws a `Failure` for what is no backup, is not whole, or
 * was changed; then what was unpacked is worth nothing.
 */
export async function unpack(path: string, place: (name: string) => string): Promise<Manifest> {
  const found = new Map<string, { size: number; sha256: string }>()
  let manifest: Manifest | undefined
  const entries = extract()
  const reading = pipeline(createReadStream(path), entries).catch((error: Error) => error)
  try {
    for await (const entry of entries) {
      const { name, type } = entry.header
      checkName(name)
      if (type === 'directory') {
        mkdirSync(place(name.replace(/\/$/, '')), { recursive: true, mode: FOLDER_MODE })
        entry.resume()
        continue
      }
      if (type !== 'file') throw broken(path, `${name} is neither a file nor a folder`)
      // A stream of another make, which behaves as Node's do.
      const content = entry as unknown as Readable
      if (name === MANIFEST) manifest = JSON.parse(await text(content)) as Manifest
      else found.set(name, await writeCounted(content, place(name)))
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw broken(path, (error as Error).message)
  }
  const failed = await reading
  if (failed) throw broken(path, failed.message)
  if (manifest?.format !== FORMAT) throw broken(path, 'it has no manifest that this release reads')
  for (const { name, size, sha256 } of manifest.files) {
    const got = found.get(name)
    if (got?.size !== size || got.sha256 !== sha256) throw broken(path, `${name} is not as it was written`)
  }
  if (found.size !== manifest.files.length)
    throw broken(path, 'it holds files that its manifest does not name')
  return manifest
}

/** Writes a file below folders that may not be there yet, and tells what was written. */
async function writeCounted(content: Readable, target: string): Promise<{ size: number; sha256: string }> {
  mkdirSync(dirname(target), { recursive: true, mode: FOLDER_MODE })
  const hash = createHash('sha256')
  let size = 0
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(target, { mode: FILE_MODE }),
  )
  return { size, sha256: hash.digest('hex') }
}

/** Nothing from a file may be written outside the folder that it is unpacked into. */
function checkName(name: string): void {
  const clean = normalize(name)
  if (clean.startsWith('..') || clean.startsWith(sep) || name.includes('\\') || name.includes('\0'))
    throw new Failure(EXIT.failure, `This is no backup of ours: it holds ${name}.`)
}

function broken(path: string, why: string): Failure {
  return new Failure(EXIT.failure, `${path} is no whole backup: ${why}.`, 'Take another one.')
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

async function* bytesOf(path: string, size: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  try {
    let at = 0
    while (at < size) {
      const want = Math.min(CHUNK_BYTES, size - at)
      const buffer = Buffer.alloc(want)
      const read = file ? (await file.read(buffer, 0, want, at)).bytesRead : 0
      // Beyond its end now: zeros, which the log that is replayed writes over.
      yield read > 0 ? buffer.subarray(0, read) : buffer
      at += read > 0 ? read : want
    }
  } finally {
    await file?.close()
  }
}

/** Where each part of a backup belongs in a data folder. */
export function placeIn(dataDir: string, cluster: string) {
  return (name: string): string =>
    name.startsWith('media/') || name === 'media' || name === 'secret'
      ? join(dataDir, name)
      : join(cluster, name)
}
