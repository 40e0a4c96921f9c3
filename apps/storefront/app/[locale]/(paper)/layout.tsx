import type { ReactNode } from 'react'

/** What is printed: nothing around it, and the colours of paper in every theme. */
export default function PaperLayout({ children }: { children: ReactNode }) {
  return (
    <main className="paper min-h-dvh bg-page text-ink">
      <div className="mx-auto max-w-[56rem] p-5 sm:p-12 print:max-w-none print:p-0">{children}</div>
    </main>
  )
}
