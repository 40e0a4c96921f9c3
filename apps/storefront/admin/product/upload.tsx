'use client'
/** A file on its way to become a picture: said what it shows, sent as it is, and one sees how far it is. */
import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { toast } from '../../ui/toast.tsx'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'

const BYTES_MAX = 10 * 1024 * 1024
const WHOLE = 100

export function Upload({
  productId,
  productName,
  file,
  preview,
  onDone,
}: {
  readonly productId: string
  readonly productName: string
  readonly file: File
  /** Its address in this browser. */
  readonly preview: string
  readonly onDone: () => void
}) {
  const id = useId()
  const router = useRouter()
  const [alt, setAlt] = useState('')
  const [percent, setPercent] = useState<number>()
  const [problem, setProblem] = useState(
    file.size > BYTES_MAX ? 'This file has more than ten megabytes. Make it smaller first.' : undefined,
  )
  const isSending = percent !== undefined

  async function upload(): Promise<void> {
    if (alt.trim() === '') {
      setProblem('Say what the picture shows, for those who cannot see it.')
      document.getElementById(id)?.focus()
      return
    }
    setProblem(undefined)
    setPercent(0)
    const refused = await send(file, urlOf(productId, alt), setPercent)
    setPercent(undefined)
    if (refused !== undefined) {
      setProblem(refused)
      return
    }
    toast({ text: 'Picture uploaded.' })
    onDone()
    router.refresh()
  }

  return (
    <li className="rounded-control border border-hairline p-3">
      <div className="flex gap-3">
        <img
          src={preview}
          alt=""
          onError={() =>
            setProblem('This file cannot be shown as a picture. Leave it out, or choose another.')
          }
          className="aspect-[4/5] w-16 rounded-small bg-surface object-cover"
        />
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-2">
            <label htmlFor={id} className="text-note font-medium">
              What does it show?
            </label>
            <button
              type="button"
              aria-label={`Leave ${file.name} out`}
              className={`-mt-1.5 -me-1.5 ${ICON_BUTTON}`}
              onClick={onDone}
              disabled={isSending}
            >
              <X {...SMALL_ICON} />
            </button>
          </div>
          <input
            id={id}
            value={alt}
            onChange={(event) => setAlt(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void upload()
            }}
            placeholder={`${productName}, from the front`}
            maxLength={300}
            autoComplete="off"
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={`${id}-problem`}
            disabled={isSending}
            className="target w-full rounded-control border border-control bg-raised px-2.5 text-note placeholder:text-muted aria-invalid:border-danger"
          />
        </div>
      </div>
      <p id={`${id}-problem`} role="alert" className="text-note font-medium text-danger not-empty:mt-2">
        {problem}
      </p>
      <div className="mt-2 flex items-center justify-between gap-3 text-small text-muted">
        <span className="min-w-0 truncate">{file.name}</span>
        {isSending ? (
          <progress aria-label={`Uploading ${file.name}`} value={percent} max={WHOLE} className="h-2 w-32" />
        ) : (
          <button type="button" className={buttonStyle('plain')} onClick={() => void upload()}>
            Upload
          </button>
        )}
      </div>
    </li>
  )
}

function urlOf(productId: string, alt: string): string {
  return `/admin/products/${encodeURIComponent(productId)}/media?${new URLSearchParams({ alt: alt.trim() }).toString()}`
}

/** `fetch` does not tell how much of a body has gone. Gives what stood in the way, undefined where nothing did. */
function send(file: File, url: string, tell: (percent: number) => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('content-type', file.type)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      tell(total > 0 ? (loaded / total) * WHOLE : 0),
    )
    request.addEventListener('load', () =>
      resolve(request.status < 300 ? undefined : wordsOf(request.response)),
    )
    request.addEventListener('error', () =>
      resolve('The connection broke. Look whether the picture is there, then try again.'),
    )
    request.send(file)
  })
}

function wordsOf(answer: unknown): string {
  const { detail, title } = (answer ?? {}) as { readonly detail?: string; readonly title?: string }
  return detail ?? title ?? 'The picture was not taken. Try again in a few seconds.'
}
