/** A panel that may come later than the page, or not at all: the rest of the page does not wait for it. */
import { Suspense, type ReactNode } from 'react'
import { Panel } from './panel.tsx'
import { PanelFailure } from './panel-failure.tsx'

export function Later({
  title,
  rows = 3,
  children,
}: {
  /** Of the panel that is waited for. */
  readonly title: string
  readonly rows?: number
  readonly children: ReactNode
}) {
  const failed = (
    <Panel title={title}>
      <p role="alert" className="text-muted">
        This part did not answer. Load the page again in a few seconds; the rest of it is right.
      </p>
    </Panel>
  )
  return (
    <PanelFailure instead={failed}>
      <Suspense fallback={<Bones title={title} rows={rows} />}>{children}</Suspense>
    </PanelFailure>
  )
}

function Bones({ title, rows }: { readonly title: string; readonly rows: number }) {
  return (
    <Panel title={title}>
      <div aria-busy="true" className="waiting grid gap-3">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="h-4 rounded-small bg-surface" />
        ))}
      </div>
    </Panel>
  )
}
