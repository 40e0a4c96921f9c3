'use client'
/**
 * The pictures of a product: one beside the other to swipe through, small ones to choose by, and each of them large in
 * a dialog. Without scripts the small ones lead to the large, and the large to the file.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Picture } from '../../ui/picture.tsx'

export type GalleryImage = {
  readonly url: string
  readonly alt: string
  readonly srcset?: string | undefined
  /** “Picture 2 of 3”. */
  readonly label: string
}

export type GalleryTexts = {
  readonly pictures: string
  readonly enlarge: string
  readonly close: string
  readonly next: string
  readonly previous: string
}

const SIZES = '(min-width: 64rem) 34rem, min(90vw, 42vh)'
/** Most look at a picture as it is: what shows it large comes when somebody is about to ask for it. */
const loadLarge = async () => ({ default: (await import('./large.tsx')).Large })
const Large = lazy(loadLarge)

export function Gallery({
  images,
  texts,
  transitionName,
  isFaded,
}: {
  readonly images: readonly GalleryImage[]
  readonly texts: GalleryTexts
  /** Of the first picture, which may come from another page. */
  readonly transitionName: string
  readonly isFaded: boolean
}) {
  const track = useRef<HTMLUListElement>(null)
  const [seen, setSeen] = useState(0)
  const [large, setLarge] = useState<number>()

  useEffect(() => {
    const element = track.current
    if (!element) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        const shown = entries.find(({ isIntersecting }) => isIntersecting)
        if (shown) setSeen([...element.children].indexOf(shown.target))
      },
      { root: element, threshold: 0.6 },
    )
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [])

  function show(place: number) {
    const element = track.current
    const to = element?.children[place]
    if (!element || !to) return
    // By difference: in a page that runs from right to left places count the other way.
    element.scrollBy({
      left: to.getBoundingClientRect().left - element.getBoundingClientRect().left,
      behavior: 'smooth',
    })
  }

  return (
    <div className="lg:flex lg:flex-row-reverse lg:justify-end lg:gap-5">
      <ul
        ref={track}
        aria-label={texts.pictures}
        className="flex w-full snap-x snap-mandatory gap-5 overflow-x-auto overscroll-x-contain [scrollbar-width:none] lg:max-w-[34rem]"
      >
        {images.map((image, place) => (
          <li
            key={image.url}
            id={`picture-${place + 1}`}
            className="grid w-full shrink-0 snap-center justify-items-center"
          >
            <a
              href={image.url}
              aria-label={`${texts.enlarge}: ${image.alt}`}
              onPointerEnter={() => void loadLarge().catch(() => {})}
              onClick={(event) => {
                event.preventDefault()
                // Where it does not come, the file itself may.
                loadLarge().then(
                  () => setLarge(place),
                  () => location.assign(image.url),
                )
              }}
              className="block w-full max-w-[calc(52svh*.8)] cursor-zoom-in rounded-card lg:max-w-none"
              style={place === 0 ? { viewTransitionName: transitionName } : undefined}
            >
              <Picture
                image={image}
                alt=""
                sizes={SIZES}
                isFirst={place === 0}
                shape={`arch ${isFaded ? 'opacity-60' : ''}`}
              />
            </a>
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <ul className="mt-4 flex shrink-0 justify-center gap-3 overflow-x-auto p-1 lg:mt-0 lg:w-20 lg:flex-col lg:justify-start">
          {images.map((image, place) => (
            <li key={image.url}>
              <a
                href={`#picture-${place + 1}`}
                aria-label={image.label}
                aria-current={place === seen ? 'true' : undefined}
                onClick={(event) => {
                  event.preventDefault()
                  show(place)
                }}
                className="block w-14 rounded-[14px] opacity-70 outline-offset-2 hover:opacity-100 aria-[current]:opacity-100 aria-[current]:ring-2 aria-[current]:ring-ink lg:w-18"
              >
                <Picture image={image} alt="" sizes="72px" shape="rounded-[14px]" />
              </a>
            </li>
          ))}
        </ul>
      )}
      {large !== undefined && (
        <Suspense>
          <Large
            images={images}
            place={large}
            texts={texts}
            onPlace={setLarge}
            onClose={() => {
              show(large)
              setLarge(undefined)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
