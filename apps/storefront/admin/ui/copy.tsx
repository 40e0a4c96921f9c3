'use client'
/** An id, with a button that puts it where it can be pasted from. */
import { Check, Copy as CopyIcon } from 'lucide-react'
import { useState } from 'react'
import { SMALL_ICON } from './button.ts'

const STANDS_MS = 1_500

export function Copy({
  text,
  label,
  isShort = false,
}: {
  readonly text: string
  readonly label: string
  readonly isShort?: boolean
}) {
  const [isCopied, setCopied] = useState(false)

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), STANDS_MS)
  }

  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code title={text} className={`font-code text-small ${isShort ? 'max-w-36 truncate' : 'break-all'}`}>
        {text}
      </code>
      <button
        type="button"
        aria-label={isCopied ? 'Copied' : `Copy ${label}`}
        className="inline-grid size-6 shrink-0 place-items-center rounded-small text-muted pointer-coarse:size-11 hover:bg-surface hover:text-ink"
        onClick={() => void copy()}
      >
        {isCopied ? <Check {...SMALL_ICON} size={14} /> : <CopyIcon {...SMALL_ICON} size={14} />}
      </button>
    </span>
  )
}
