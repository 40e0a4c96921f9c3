'use client'
import { Printer } from 'lucide-react'
import { buttonStyle } from '../../ui/button.tsx'

export function PrintButton({ text }: { readonly text: string }) {
  return (
    <button type="button" onClick={() => window.print()} className={buttonStyle('ink', 'unscripted:hidden')}>
      <Printer aria-hidden size={20} strokeWidth={1.75} />
      {text}
    </button>
  )
}
