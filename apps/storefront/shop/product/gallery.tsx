'use client'
/**
 * The pictures of a product: one beside the other to swipe through, small ones to choose by, and each of them large in
 * a dialog. Without scripts the small ones lead to the large, and the large to the file.
 */
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
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
const ICON = { 'aria-hidden': true, strokeWidth: 1.75 } as const
const ROUND = 'grid size-11 place-items-center rounded-pill bg-page shadow-float hover:bg-surface'

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
              onClick={(event) => {
                event.preventDefault()
                setLarge(place)
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
      )}
    </div>
  )
}

function Large({
  images,
  place,
  texts,
  onPlace,
  onClose,
}: {
  readonly images: readonly GalleryImage[]
  readonly place: number
  readonly texts: GalleryTexts
  readonly onPlace: (place: number) => void
  readonly onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  /** Where it was pointed at, in parts of the picture; undefined while all of it is seen. */
  const [near, setNear] = useState<{ readonly x: number; readonly y: number }>()
  const room = useRef<HTMLDivElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  useLayoutEffect(() => {
    const picture = room.current?.firstElementChild?.getBoundingClientRect()
    if (!near || !picture) return
    // What was pointed at comes to the middle.
    const left = picture.left + near.x * picture.width - window.innerWidth / 2
    room.current?.scrollBy({ left, top: picture.top + near.y * picture.height - window.innerHeight / 2 })
  }, [near])
  const image = images[place]

  function point({ currentTarget, clientX, clientY, detail }: MouseEvent) {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    // Keys point nowhere.
    const at =
      detail === 0 ? { x: 0.5, y: 0.5 } : { x: (clientX - left) / width, y: (clientY - top) / height }
    setNear(near ? undefined : at)
  }
  function turn(by: number) {
    setNear(undefined)
    onPlace((place + by + images.length) % images.length)
  }
  function press({ key, currentTarget }: KeyboardEvent) {
    const forward = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (key === 'ArrowRight' || key === 'ArrowLeft') turn(key === forward ? 1 : -1)
  }
  return (
    <dialog
      ref={dialog}
      aria-label={image?.label}
      onClose={onClose}
      onKeyDown={press}
      className="sheet layer-dialog h-dvh max-h-none w-full max-w-none border-0 bg-page p-0"
    >
      <div
        ref={room}
        className={`h-full overflow-auto overscroll-contain ${near ? '' : 'grid place-items-center'}`}
      >
        {image && (
          <button
            type="button"
            aria-pressed={near !== undefined}
            onClick={point}
            className={near ? 'mx-auto block w-[60rem] cursor-zoom-out' : 'block cursor-zoom-in'}
          >
            <img
              src={image.url}
              alt={image.alt}
              className={`picture ${near ? 'w-full' : 'max-h-dvh max-w-full object-contain'}`}
            />
          </button>
        )}
      </div>
      <div className="fixed end-4 top-4">
        <Round label={texts.close} onClick={() => dialog.current?.close()}>
          <X {...ICON} size={20} />
        </Round>
      </div>
      {images.length > 1 && (
        <div className="fixed inset-x-0 bottom-4 flex items-center justify-center gap-4">
          <Round label={texts.previous} onClick={() => turn(-1)}>
            <ChevronLeft {...ICON} size={24} className="rtl:-scale-x-100" />
          </Round>
          <p role="status" className="rounded-pill bg-page px-4 py-2 text-note shadow-float">
            {image?.label}
          </p>
          <Round label={texts.next} onClick={() => turn(1)}>
            <ChevronRight {...ICON} size={24} className="rtl:-scale-x-100" />
          </Round>
        </div>
      )}
    </dialog>
  )
}

function Round({
  label,
  onClick,
  children,
}: {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" aria-label={label} onClick={onClick} className={ROUND}>
      {children}
    </button>
  )
}
