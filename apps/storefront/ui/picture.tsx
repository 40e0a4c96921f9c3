/** A product's picture in its niche, in the width that the place wants, with its room kept while it comes. */
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
  transitionName,
}: {
  readonly image: Shown | null | undefined
  /** Instead of its own: empty inside a link that says the name already. */
  readonly alt?: string
  readonly sizes: string
  /** Seen without scrolling: fetched at once. */
  readonly isFirst?: boolean
  /** More classes, such as `arch`. */
  readonly shape?: string
  /** By which it is known on the page that it leads to. */
  readonly transitionName?: string | undefined
}) {
  const look = `picture ${shape}`
  const style = transitionName === undefined ? undefined : { viewTransitionName: transitionName }
  if (!image) return <span className={`${look} niche`} style={style} />
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
      decoding={isFirst ? 'sync' : 'async'}
      className={look}
      style={style}
    />
  )
}
