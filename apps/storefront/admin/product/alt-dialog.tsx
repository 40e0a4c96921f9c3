'use client'
import type { Refused } from '../act.ts'
import { buttonStyle } from '../ui/button.ts'
import { Dialog } from '../ui/dialog.tsx'
import { LongField } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { PictureShown } from './pictures.tsx'

/** What a picture shows, for those who cannot see it. */
export function AltDialog({
  picture,
  isRunning,
  problem,
  onSave,
  onClose,
}: {
  readonly picture: PictureShown
  readonly isRunning: boolean
  readonly problem: Refused | undefined
  readonly onSave: (alt: string) => void
  readonly onClose: () => void
}) {
  return (
    <Dialog title="What does it show?" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const alt = new FormData(event.currentTarget).get('alt')
          if (typeof alt === 'string' && alt.trim() !== '' && !isRunning) onSave(alt.trim())
        }}
      >
        <img src={picture.thumb} alt="" className="mb-4 max-h-64 rounded-control bg-surface object-contain" />
        <LongField
          name="alt"
          label="Description"
          defaultValue={picture.alt}
          maxLength={300}
          rows={3}
          required
          hint="Read out to those who cannot see the picture: colour, material, what it stands on."
        />
        {problem && <ProblemNote problem={problem} />}
        <div className="mt-5 flex justify-end gap-2">
          <button type="button" className={buttonStyle('plain')} onClick={onClose}>
            Cancel
          </button>
          <button className={buttonStyle('action')} aria-disabled={isRunning}>
            {isRunning ? 'Saving…' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
