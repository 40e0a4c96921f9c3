/** Paper: black on white whatever the theme, with a button that the printer does not see. */
import type { ReactNode } from 'react'
import { PrintButton } from './print-button.tsx'

export function Paper({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="paper mx-auto max-w-[50rem] p-6 md:p-10 print:p-0">
      <div className="no-print mb-8 flex items-center justify-between gap-4">
        <p className="text-muted">{title}</p>
        <PrintButton />
      </div>
      {children}
    </main>
  )
}
