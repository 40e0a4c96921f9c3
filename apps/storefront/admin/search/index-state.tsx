'use client'
/** How the index is; while it is built anew, how far that has come. */
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { useAct } from '../use-act.ts'
import { rebuildIndex } from './acts.ts'

export type IndexShown = {
  readonly state: 'ready' | 'building'
  readonly documents: number
  readonly walked: number
  readonly generation: number
}

const ASKED_EVERY_MS = 1_000

export function IndexState({
  index: given,
  mayRebuild,
}: {
  readonly index: IndexShown
  readonly mayRebuild: boolean
}) {
  const router = useRouter()
  const [heard, setHeard] = useState<IndexShown>()
  const [isAsking, setAsking] = useState(false)
  const { run, isRunning, problem } = useAct(rebuildIndex, {
    said: 'The index is being built anew.',
    onDone: () => setAsking(false),
  })
  const isBuilding = given.state === 'building'
  const index = isBuilding ? (heard ?? given) : given

  useEffect(() => {
    if (!isBuilding) return undefined
    const ask = async () => {
      const answer = await fetch('/admin/search/state').catch(() => undefined)
      if (!answer?.ok) return
      const now = (await answer.json()) as IndexShown
      setHeard(now)
      if (now.state === 'ready') router.refresh()
    }
    const timer = setInterval(() => void ask(), ASKED_EVERY_MS)
    return () => clearInterval(timer)
  }, [isBuilding, router])

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StatusPill tone={isBuilding ? 'info' : 'success'}>{isBuilding ? 'Being built' : 'Ready'}</StatusPill>
        {mayRebuild && !isBuilding && (
          <button type="button" className={buttonStyle('plain')} onClick={() => setAsking(true)}>
            Build anew
          </button>
        )}
      </div>
      {isBuilding && (
        <div role="status" className="text-note text-muted">
          <progress
            aria-label="Products read"
            value={index.walked}
            max={Math.max(index.documents, index.walked, 1)}
            className="mb-1 block h-2 w-full"
          />
          {index.walked.toLocaleString('en')} products read; search answers from the index of before
          meanwhile.
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          title="Build the index anew?"
          text="Search goes on answering from the one that is there, and takes the new one when it is whole."
          confirm="Build it"
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
