/** A product's picture in its niche, in the width that the place wants, with its room kept while it comes. */
import { ImageOff } from 'lucide-react'

type Shown = { readonly url: string; readonly alt: string; readonly srcset?: string | undefined }

/** The height of a product's picture for its width. */
const RATIO = 5 / 4
const WIDTH = 960

export function Picture({
  image,
  alt,
  sizes,
  isFirst = false,
  shape = '',
}: {
  readonly image: Shown | null | undefined
  /** Instead of its own: empty inside a link that says the name already. */
  readonly alt?: string
  readonly sizes: string
  /** Seen without scrolling: fetched at once. */
  readonly isFirst?: boolean
  /** More classes, such as `arch`. */
  readonly shape?: string
}) {
  const look = `picture block aspect-[4/5] w-full bg-surface object-cover ${shape}`
  if (!image)
    return (
      <span className={`${look} grid place-items-center text-muted`}>
        <ImageOff aria-hidden size={24} strokeWidth={1.75} />
      </span>
    )
  return (
    <img
      src={image.url}
      srcSet={image.srcset}
      sizes={sizes}
      alt={alt ?? image.alt}
      width={WIDTH}
      height={WIDTH * RATIO}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      decoding="async"
      className={look}
    />
  )
}
