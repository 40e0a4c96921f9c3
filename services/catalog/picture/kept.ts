/** Pictures that are kept here: what their URL says, and what a product shows of them. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Image } from '../domain.ts'
import type { Variant } from '../variant/domain.ts'
import { findPictures, type Picture } from './store.ts'

const URL_OF_OURS = /^\/media\/([0-9a-f]{32})-\d{1,4}\.webp$/

/** The name under which a width of a picture is kept and served. */
export function fileName(id: string, width: number): string {
  return `${id}-${width}.webp`
}

/** The picture as a product shows it: its largest width, and the others for a browser to choose from. */
export function imageOf({ id, width, height, widths }: Picture, alt: string): Required<Image> {
  const urlAt = (at: number) => `/media/${fileName(id, at)}`
  const largest = widths.at(-1) ?? width
  const srcset = widths.map((each) => `${urlAt(each)} ${each}w`).join(', ')
  return {
    url: urlAt(largest),
    alt,
    id,
    width: largest,
    height: Math.max(1, Math.round((height * largest) / width)),
    srcset,
  }
}

type Pictured = {
  readonly images?: readonly Image[] | undefined
  readonly variants?: readonly Variant[] | undefined
}

/** Completes images whose URL is one of ours with their size and widths; a URL from elsewhere stays alone. */
export async function keptImages(
  db: Sql,
  wishes: readonly Pictured[],
): Promise<<W extends Pictured>(wish: W) => W> {
  const urls = wishes.flatMap(({ images = [], variants = [] }) =>
    [...images, ...variants.flatMap((variant) => variant.images)].map(({ url }) => url),
  )
  const ids = [...new Set(urls.flatMap((url) => idIn(url) ?? []))]
  const pictures = ids.length === 0 ? [] : await findPictures(db, ids)
  const known = new Map(pictures.map((picture) => [picture.id, picture]))
  const complete = ({ url, alt }: Image): Image => {
    const picture = known.get(idIn(url) ?? '')
    return picture ? imageOf(picture, alt) : { url, alt }
  }
  return (wish) => ({
    ...wish,
    ...(wish.images ? { images: wish.images.map(complete) } : {}),
    ...(wish.variants
      ? { variants: wish.variants.map((each) => ({ ...each, images: each.images.map(complete) })) }
      : {}),
  })
}

function idIn(url: string): string | undefined {
  return URL_OF_OURS.exec(url)?.[1]
}
