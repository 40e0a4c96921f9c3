'use client'
import { useEffect, useRef } from 'react'

/** A field that scripts fill: tells the form around it when it says something else. */
export function HiddenField({ name, value }: { readonly name: string; readonly value: string }) {
  const field = useRef<HTMLInputElement>(null)
  const told = useRef(value)
  useEffect(() => {
    if (told.current === value) return
    told.current = value
    field.current?.dispatchEvent(new Event('input', { bubbles: true }))
  }, [value])
  return <input ref={field} type="hidden" name={name} value={value} />
}
