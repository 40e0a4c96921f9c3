/**
 * A face as the library that sets text wants it. What browsers are given is packed (WOFF 1.0, W3C): its tables one by
 * one, with zlib. Unpacked it is the TrueType file that it was made from.
 */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

const WOFF = 0x774f4646
const PACKED = { header: 44, entry: 20 }
const PLAIN = { header: 12, entry: 16 }

/** Throws for what is no WOFF file. */
export function unpackFace(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== WOFF) throw new Error('this is no WOFF file')
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(PLAIN.header + count * PLAIN.entry)
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  head.writeUInt16BE(count, 4)
  // How a reader may search the list of tables by halves.
  const halvings = Math.floor(Math.log2(count))
  head.writeUInt16BE(2 ** halvings * PLAIN.entry, 6)
  head.writeUInt16BE(halvings, 8)
  head.writeUInt16BE((count - 2 ** halvings) * PLAIN.entry, 10)

  const tables: Buffer[] = []
  let offset = head.length
  for (let place = 0; place < count; place += 1) {
    const entry = PACKED.header + place * PACKED.entry
    const [at, packedLength, length, sum] = [4, 8, 12, 16].map((field) => woff.readUInt32BE(entry + field)) as [
      number, number, number, number,
    ] // prettier-ignore
    const packed = woff.subarray(at, at + packedLength)
    const table = packedLength < length ? inflateSync(packed) : packed
    const line = PLAIN.header + place * PLAIN.entry
    woff.copy(head, line, entry, entry + 4)
    head.writeUInt32BE(sum, line + 4)
    head.writeUInt32BE(offset, line + 8)
    head.writeUInt32BE(length, line + 12)
    // Each begins at a multiple of four.
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4)
    table.copy(padded)
    tables.push(padded)
    offset += padded.length
  }
  return Buffer.concat([head, ...tables])
}

/** The path of the unpacked file, which goes with the machine’s other passing ones. */
export async function faceFile(woffPath: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'rialto-face-')), 'face.ttf')
  await writeFile(path, unpackFace(await readFile(woffPath)))
  return path
}
