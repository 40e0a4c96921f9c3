'use client'
/** What can be done with the chosen rows, in the place of the filters: bit by bit, so that one sees how far it is. */
import { useRouter } from 'next/navigation'
import { useRef, useState, type ReactNode } from 'react'
import { toast } from '../../../ui/toast.tsx'
import { buttonStyle } from '../button.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { FailureDialog, type BulkFailure } from './failure-dialog.tsx'

export type Bulk = {
  readonly label: string
  /** Leads to a page about the chosen: `?id=…` for each, or the list's own state for all that match. */
  readonly href?: string
  /** Does it to a few, with what the question's fields say, and tells what was refused. */
  readonly action?: (ids: readonly string[], form: FormData) => Promise<readonly BulkFailure[]>
  /** `{count}` stands for how many. */
  readonly question?: {
    readonly title: string
    readonly text: string
    readonly confirm: string
    readonly isDangerous?: boolean
    readonly fields?: ReactNode
  }
  readonly done?: string
}

export type Chosen = { readonly ids: ReadonlySet<string>; readonly isAllMatching: boolean }

/** So few that the bar moves every second or so. */
const BITE = 10

export function BulkBar({
  label,
  view,
  total,
  isMore,
  chosen,
  isWholePage,
  bulk,
  allIds,
  onChoose,
  onNobody,
}: {
  readonly label: string
  readonly view: string
  readonly total: number
  readonly isMore: boolean
  readonly chosen: Chosen
  readonly isWholePage: boolean
  readonly bulk: readonly Bulk[]
  readonly allIds?: (view: string) => Promise<readonly string[]>
  readonly onChoose: (chosen: Chosen) => void
  readonly onNobody: () => void
}) {
  const router = useRouter()
  const [asking, setAsking] = useState<Bulk>()
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>()
  const [failures, setFailures] = useState<readonly BulkFailure[]>([])
  const isStopped = useRef(false)
  const count = chosen.isAllMatching ? total : chosen.ids.size
  const countText = count.toLocaleString('en') + (chosen.isAllMatching && isMore ? ' and more' : '')

  async function run({ action, done = '{count} done.' }: Bulk, form: FormData): Promise<void> {
    if (!action) return
    isStopped.current = false
    setProgress({ done: 0, of: count })
    const refused: BulkFailure[] = []
    let processed = 0
    try {
      const ids = chosen.isAllMatching && allIds ? await allIds(view) : [...chosen.ids]
      for (let at = 0; at < ids.length && !isStopped.current; at += BITE) {
        const bite = ids.slice(at, at + BITE)
        refused.push(...(await action(bite, form)))
        processed += bite.length
        setProgress({ done: processed, of: ids.length })
      }
    } catch {
      refused.push({
        name: label,
        problem: 'No answer came, so the rest was left. Look at the list before you go on.',
      })
    }
    setProgress(undefined)
    router.refresh()
    const well = Math.max(0, processed - refused.length)
    if (well > 0) toast({ text: filled(done, well.toLocaleString('en')) })
    if (refused.length > 0) setFailures(refused)
    else onNobody()
  }

  return (
    <div
      role="group"
      aria-label={`Chosen ${label.toLowerCase()}`}
      className="flex min-h-13 flex-wrap items-center gap-2 bg-info-soft px-4 py-2.5"
    >
      <p className="text-note font-semibold" role="status">
        {progress === undefined
          ? `${countText} selected`
          : `${progress.done.toLocaleString('en')} of ${progress.of.toLocaleString('en')} done`}
      </p>
      {progress !== undefined && (
        <>
          <progress
            aria-label="How much is done"
            value={progress.done}
            max={progress.of}
            className="h-2 w-40"
          />
          <button type="button" className={buttonStyle('plain')} onClick={() => (isStopped.current = true)}>
            Stop
          </button>
        </>
      )}
      {progress === undefined && (
        <>
          {isWholePage && !chosen.isAllMatching && allIds && (isMore || total > chosen.ids.size) && (
            <button
              type="button"
              className="target px-1 text-note font-medium text-link underline underline-offset-2"
              onClick={() => onChoose({ ids: chosen.ids, isAllMatching: true })}
            >
              Select all {total.toLocaleString('en')}
              {isMore ? ' and more' : ''} matching
            </button>
          )}
          <span className="ms-auto flex flex-wrap gap-2">
            {bulk.map((each) =>
              each.href === undefined ? (
                <button
                  key={each.label}
                  type="button"
                  className={buttonStyle(each.question?.isDangerous ? 'danger' : 'plain')}
                  onClick={() => setAsking(each)}
                >
                  {each.label}
                </button>
              ) : (
                <a
                  key={each.label}
                  href={linkOf(each.href, chosen, view)}
                  target="_blank"
                  className={buttonStyle('plain')}
                >
                  {each.label}
                </a>
              ),
            )}
            <button type="button" className={buttonStyle('quiet')} onClick={onNobody}>
              Clear
            </button>
          </span>
        </>
      )}
      {asking && (
        <ConfirmDialog
          title={filled(asking.question?.title ?? asking.label, countText)}
          text={filled(asking.question?.text ?? '', countText)}
          confirm={filled(asking.question?.confirm ?? asking.label, countText)}
          isDangerous={asking.question?.isDangerous === true}
          count={count}
          onClose={() => setAsking(undefined)}
          onConfirm={(form) => {
            setAsking(undefined)
            void run(asking, form)
          }}
        >
          {asking.question?.fields}
        </ConfirmDialog>
      )}
      {failures.length > 0 && (
        <FailureDialog
          failures={failures}
          onClose={() => {
            setFailures([])
            onNobody()
          }}
        />
      )}
    </div>
  )
}

function filled(text: string, count: string): string {
  return text.replaceAll('{count}', count)
}

function linkOf(href: string, { ids, isAllMatching }: Chosen, view: string): string {
  const state = isAllMatching
    ? new URLSearchParams(view)
    : new URLSearchParams([...ids].map((id): [string, string] => ['id', id]))
  return `${href}?${state.toString()}`
}
