'use client'
/** The pictures of a product: the first is its face. Dropped or chosen files wait until somebody said what they show. */
import { ChevronLeft, ChevronRight, ImagePlus, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../use-act.ts'
import { useLeavingAsked } from '../ui/use-unsaved.ts'
import { setPictures } from './acts.ts'
import { AltDialog } from './alt-dialog.tsx'
import { UploadList } from './upload-list.tsx'
import { useDragOrder } from './use-drag-order.ts'
import { useUploads } from './use-uploads.ts'

export type PictureShown = { readonly url: string; readonly alt: string; readonly thumb: string }

const PICTURES_MAX = 20
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

export function Pictures({
  id,
  name,
  pictures,
}: {
  readonly id: string
  readonly name: string
  readonly pictures: readonly PictureShown[]
}) {
  const picker = useRef<HTMLInputElement>(null)
  const uploads = useUploads(id)
  const [isOver, setOver] = useState(false)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [asking, setAsking] = useState<{ readonly about: 'remove' | 'alt'; readonly at: number }>()
  const moving = useAct(setPictures, { said: 'The pictures are in their new order.' })
  const removing = useAct(setPictures, { said: 'Picture removed.', onDone: () => setAsking(undefined) })
  const telling = useAct(setPictures, { said: 'Description saved.', onDone: () => setAsking(undefined) })
  const list = useRef<HTMLOListElement>(null)
  const kept = pictures.map(({ url, alt }) => ({ url, alt }))
  const room = PICTURES_MAX - pictures.length - uploads.waiting.length
  const asked = asking === undefined ? undefined : pictures[asking.at]

  function take(files: Iterable<File>): void {
    const all = [...files]
    const fit = all.filter(({ type }) => TYPES.includes(type)).slice(0, Math.max(room, 0))
    uploads.add(fit)
    setRefused(all.filter((file) => !fit.includes(file)).map((file) => file.name))
  }

  function move(from: number, to: number): void {
    const moved = kept[from]
    if (!moved || to < 0 || to >= kept.length || from === to || moving.isRunning) return
    moving.run(id, kept.toSpliced(from, 1).toSpliced(to, 0, moved))
  }

  useLeavingAsked(uploads.waiting.length > 0)
  const dragged = useDragOrder(list, move)

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    if (event.dataTransfer.files.length > 0) take(event.dataTransfer.files)
  }

  return (
    <Panel title="Pictures">
      <div
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`rounded-control ${isOver ? 'outline-2 outline-offset-4 outline-focus outline-dashed' : ''}`}
      >
        {pictures.length > 0 && (
          <ol
            className="mb-3 grid grid-cols-[repeat(auto-fill,minmax(8.25rem,1fr))] gap-3 pointer-coarse:grid-cols-[repeat(auto-fill,minmax(11.25rem,1fr))]"
            aria-busy={moving.isRunning}
          >
            {pictures.map(({ url, alt, thumb }, index) => (
              <li
                key={url}
                draggable
                data-dragged={dragged === index}
                className={`min-w-0 data-[dragged=true]:opacity-50 ${moving.isRunning ? 'opacity-60' : ''}`}
              >
                <img
                  src={thumb}
                  alt=""
                  loading="lazy"
                  className="aspect-[4/5] w-full cursor-grab rounded-control bg-surface object-cover"
                />
                <p className="mt-1 truncate text-small text-muted" title={alt}>
                  {index === 0 ? <strong className="font-semibold text-ink">Face. </strong> : null}
                  {alt === '' ? <span className="text-danger">Not described</span> : alt}
                </p>
                <div className="-ms-1.5 flex">
                  <Small
                    label={`Move picture ${index + 1} forward`}
                    isOff={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    <ChevronLeft {...SMALL_ICON} />
                  </Small>
                  <Small
                    label={`Move picture ${index + 1} back`}
                    isOff={index === pictures.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    <ChevronRight {...SMALL_ICON} />
                  </Small>
                  <Small
                    label={`Describe picture ${index + 1}`}
                    onClick={() => setAsking({ about: 'alt', at: index })}
                  >
                    <Pencil {...SMALL_ICON} />
                  </Small>
                  <Small
                    label={`Remove picture ${index + 1}`}
                    onClick={() => setAsking({ about: 'remove', at: index })}
                  >
                    <Trash2 {...SMALL_ICON} />
                  </Small>
                </div>
              </li>
            ))}
          </ol>
        )}
        <UploadList uploads={uploads} productName={name} />
        {moving.problem && <ProblemNote problem={moving.problem} />}
        {refused.length > 0 && (
          <p role="alert" className="mb-3 text-note text-danger">
            Not taken: {refused.join(', ')}. A picture is a JPEG, PNG, WebP or AVIF, and a product has{' '}
            {PICTURES_MAX} at most.
          </p>
        )}
        <input
          ref={picker}
          type="file"
          accept={TYPES.join(',')}
          multiple
          hidden
          onChange={(event) => {
            take(event.target.files ?? [])
            event.target.value = ''
          }}
        />
        <div className="grid place-items-center gap-1 rounded-control border border-dashed border-control px-3 py-5 text-center text-note text-muted">
          <button type="button" className={buttonStyle('plain')} onClick={() => picker.current?.click()}>
            <ImagePlus {...SMALL_ICON} />
            Choose pictures
          </button>
          <span>or drop them here, ten megabytes each</span>
        </div>
      </div>
      {asked && asking?.about === 'remove' && (
        <ConfirmDialog
          title={`Remove picture ${asking.at + 1} of ${name}?`}
          text="It leaves the shop at once. To have it back, upload it again."
          confirm="Remove the picture"
          isDangerous
          isRunning={removing.isRunning}
          problem={removing.problem}
          onConfirm={() => removing.run(id, kept.toSpliced(asking.at, 1))}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asked && asking?.about === 'alt' && (
        <AltDialog
          picture={asked}
          isRunning={telling.isRunning}
          problem={telling.problem}
          onSave={(alt) => telling.run(id, kept.with(asking.at, { url: asked.url, alt }))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Panel>
  )
}

function Small({
  label,
  isOff = false,
  onClick,
  children,
}: {
  readonly label: string
  readonly isOff?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      className={`${ICON_BUTTON} aria-disabled:opacity-40`}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
