'use client'
/** A picture of a product as large as the screen, larger where it is pointed at, and from there to the next. */
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
import type { GalleryImage, GalleryTexts } from './gallery.tsx'

const ICON = { 'aria-hidden': true, strokeWidth: 1.75 } as const
const ROUND = 'grid size-11 place-items-center rounded-pill bg-page shadow-float hover:bg-surface'

export function Large({
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
              className={`picture bg-page ${near ? '' : 'max-h-dvh w-auto max-w-full object-contain'}`}
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
