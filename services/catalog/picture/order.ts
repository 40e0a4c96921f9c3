/** The pictures of a product in their order; the first is its face. */
import type { Image } from '../domain.ts'

export type Shown = Image & { readonly id: string; readonly position: number }

/** Those that are kept here, each with its place among all, from 1. */
export function shownMedia(images: readonly Image[]): Shown[] {
  return images.flatMap((image, i) =>
    image.id === undefined ? [] : [{ ...image, id: image.id, position: i + 1 }],
  )
}

export function withAlt(images: readonly Image[], id: string, alt: string | undefined): Image[] {
  return images.map((image) => (image.id === id && alt !== undefined ? { ...image, alt } : image))
}

/** Moves a picture to a position from 1; one beyond the end is the last. */
export function moved(images: readonly Image[], id: string, position: number | undefined): Image[] {
  const image = images.find((each) => each.id === id)
  if (!image || position === undefined) return [...images]
  const others = images.filter((each) => each !== image)
  return others.toSpliced(Math.min(position - 1, others.length), 0, image)
}
