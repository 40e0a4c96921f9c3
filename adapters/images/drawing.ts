/** Turns a drawing into a picture, off the event loop. */

/** Dots of an SVG’s own unit; the library wants its density in dots an inch. */
const DENSITY_USUAL = 72
/** The file is read once more and thrown away: small enough matters less than soon enough. */
const COMPRESSION = 2

/** An SVG as a PNG, so many times as large as it says of itself. */
export async function drawPicture(svg: string, scale: number): Promise<Uint8Array> {
  const { default: library } = await import('sharp')
  // One thread, so that requests beside it go on.
  library.concurrency(1)
  library.cache(false)
  return library(Buffer.from(svg), { density: DENSITY_USUAL * scale })
    .png({ compressionLevel: COMPRESSION })
    .toBuffer()
}
