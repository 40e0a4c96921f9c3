'use client'
/** The files that wait, each with its words, and the one button that sends all of them. */
import { useRef } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { Upload } from './upload.tsx'
import type { Uploads } from './use-uploads.ts'

export function UploadList({
  uploads: { waiting, going, change, leaveOut, sendAll },
  productName,
}: {
  readonly uploads: Uploads
  readonly productName: string
}) {
  const list = useRef<HTMLUListElement>(null)
  const fit = waiting.filter(({ isUnfit }) => !isUnfit).length

  function send(): void {
    const silent = sendAll()
    if (silent !== undefined)
      list.current?.querySelector<HTMLInputElement>(`[data-preview="${silent}"] input`)?.focus()
  }

  if (waiting.length === 0) return null
  return (
    <div className="mb-3">
      <p className="mb-3 text-note text-muted">
        {waiting.length === 1
          ? 'Say what the picture shows, then upload it.'
          : 'Say what each picture shows, then upload all of them at once.'}
      </p>
      <ul ref={list} aria-label="Pictures that wait" className="grid grid-cols-1 gap-3">
        {waiting.map((each) => (
          <Upload
            key={each.preview}
            productName={productName}
            waiting={each}
            onChange={(part) => change(each.preview, part)}
            onLeaveOut={() => leaveOut(each.preview)}
            onSend={send}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {going ? `Uploading ${going.at} of ${going.of}` : ''}
      </p>
      {fit > 0 && (
        <button
          type="button"
          aria-disabled={going !== undefined}
          className={buttonStyle('action', 'mt-3 w-full justify-center')}
          onClick={send}
        >
          {going
            ? `Uploading ${going.at} of ${going.of}…`
            : fit === 1
              ? 'Upload the picture'
              : `Upload ${fit} pictures`}
        </button>
      )}
    </div>
  )
}
