/** The routes of pictures: taken in, made anew, kept under the name of their content, and shown on products. */
import { hash } from 'node:crypto'
import { IMAGES_MAX, type catalog } from '@rialto/contracts/catalog'
import { Answer, type Call, type Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { once } from '@rialto/kernel/idempotency/idempotency'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Image } from '../domain.ts'
import { changeProducts, productToChange, unknownProduct } from '../product/change.ts'
import type { ProductRow } from '../product/store.ts'
import type { Shop } from '../shop.ts'
import { etagOf } from '../memory/answer.ts'
import { fileName, imageOf } from './kept.ts'
import { moved, shownMedia, withAlt } from './order.ts'
import { findPictures, insertPicture, type Picture } from './store.ts'

type Routes = Pick<
  Service<typeof catalog>,
  'media' | 'addMedia' | 'patchMedia' | 'removeMedia' | 'importPictures'
>

/** Changes when pictures are encoded in another way: the same bytes are then another picture. */
const ENCODING = 'webp 320 640 960 v1'
const NAME_CHARACTERS = 32
/** Each holds a decoded picture in memory and a core; others wait. */
const ENCODINGS_AT_ONCE_MAX = 2

export function mediaRoutes(shop: Shop): Routes {
  const { needs, memory, now, changed } = shop
  const { db, ids } = needs
  const inTurn = turns(ENCODINGS_AT_ONCE_MAX)

  /** The same bytes are the same picture: kept once, and not made again. */
  async function keep(base64: string): Promise<Picture> {
    const bytes = Buffer.from(base64, 'base64')
    const id = hash('sha256', Buffer.concat([Buffer.from(ENCODING), bytes])).slice(0, NAME_CHARACTERS)
    const [known] = await findPictures(db.relaxed, [id])
    return known ?? inTurn(() => encode(id, bytes))
  }

  async function encode(id: string, bytes: Buffer): Promise<Picture> {
    const { pictures } = shop
    if (!pictures) throw new Problem('unavailable', { detail: 'This shop has no place to keep pictures.' })
    const encoded = await pictures.encode(bytes)
    if (encoded.outcome !== 'encoded') throw refusal(encoded)
    const { width, height, files } = encoded
    for (const file of files) await pictures.files.put(fileName(id, file.width), file.bytes)
    const picture = { id, width, height, widths: files.map((file) => file.width) }
    // After the files, so that a row never names one that is not there.
    await insertPicture(db, picture, now())
    return picture
  }

  /** Changes the images of a product in one transaction, under its lock. */
  async function change(
    tx: Tx,
    reference: string,
    call: Call,
    decide: (product: ProductRow) => readonly Image[],
  ): Promise<ProductRow> {
    const product = await productToChange(tx, reference, call.ifMatch)
    const images = decide(product)
    const done = await changeProducts(tx, ids, [{ product, wish: { images } }], now())
    await changed(tx, done.changedIds)
    return done.products[0] ?? product
  }

  return {
    media: async ({ params }) => {
      const page = await memory.pages.read(params.id)
      if (!page) throw unknownProduct(params.id)
      return { items: shownMedia(page.images) }
    },

    addMedia: async ({ params, query, body }, call) => {
      const picture = await keep(body.base64)
      const alt = body.alt ?? query.alt ?? ''
      return once(db, call, 201, async (tx) => {
        const { images } = await change(tx, params.id, call, (product) => {
          const isThere = product.images.some(({ id }) => id === picture.id)
          if (isThere) return withAlt(product.images, picture.id, alt === '' ? undefined : alt)
          if (product.images.length >= IMAGES_MAX) throw tooManyPictures()
          return [...product.images, imageOf(picture, alt)]
        })
        return medium(images, picture.id)
      })
    },

    patchMedia: async ({ params: { id, mediaId }, body }, call) =>
      db.transaction(async (tx) => {
        const { images, version } = await change(tx, id, call, (product) => {
          if (!product.images.some((image) => image.id === mediaId)) throw unknownMedia(mediaId)
          return moved(withAlt(product.images, mediaId, body.alt), mediaId, body.position)
        })
        const shown = medium(images, mediaId)
        return Answer.of(shown, 200, { etag: etagOf(JSON.stringify(shown), version) })
      }),

    removeMedia: async ({ params: { id, mediaId } }, call) =>
      db.transaction(async (tx) => {
        await change(tx, id, call, ({ images }) => images.filter((image) => image.id !== mediaId))
        return { id: mediaId, removed: true as const }
      }),

    importPictures: async ({ body: { pictures } }) => {
      const kept = await Promise.all(pictures.map(({ base64 }) => keep(base64)))
      return {
        images: kept.map((picture) => {
          const { alt: _alt, ...image } = imageOf(picture, '')
          return image
        }),
      }
    },
  }
}

function medium(images: readonly Image[], id: string) {
  const found = shownMedia(images).find((each) => each.id === id)
  if (!found) throw new Error(`the picture ${id} is not on its product`)
  return found
}

/** At most so many run at once, the others in the order in which they came. */
function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const lanes: Promise<unknown>[] = Array.from({ length: atOnce }, () => Promise.resolve())
  let next = 0
  return (work) => {
    const lane = next
    next = (next + 1) % atOnce
    const done = (lanes[lane] ?? Promise.resolve()).then(work)
    lanes[lane] = done.catch(() => {})
    return done
  }
}

function refusal(encoded: {
  readonly outcome: 'not_a_picture' | 'too_many_pixels'
  readonly pixelsMax?: number
}): Problem {
  return encoded.outcome === 'too_many_pixels'
    ? new Problem('too_many_pixels', {
        detail: `A picture has ${(encoded.pixelsMax ?? 0) / 1e6} million pixels at most; make it smaller and send it again.`,
      })
    : new Problem('not_a_picture', {
        detail:
          'The file could not be read as a JPEG, PNG, WebP or AVIF, whatever its name says. Save it as one of these.',
      })
}

function tooManyPictures(): Problem {
  return new Problem('too_many_pictures', {
    detail: `A product shows ${IMAGES_MAX} pictures at most; take one off first.`,
  })
}

function unknownMedia(id: string): Problem {
  return new Problem('unknown_media', { detail: `The product shows no picture ${id}.` })
}
