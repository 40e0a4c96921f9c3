'use client'
/** Finds a product by words of its name or by its SKU, to name it somewhere. */
import { useEffect, useId, useState } from 'react'
import { lookUpProducts, type Known } from './acts.ts'

const TYPING_PAUSE_MS = 250

export function ProductPicker({
  label,
  taken,
  onPick,
}: {
  readonly label: string
  /** Ids that are chosen already. */
  readonly taken: readonly string[]
  readonly onPick: (product: Known) => void
}) {
  const id = useId()
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<{ readonly of: string; readonly found: readonly Known[] }>()
  useEffect(() => {
    if (text.trim() === '') return undefined
    let isCurrent = true
    const look = async () => {
      const found = await lookUpProducts(text).catch(() => [])
      if (isCurrent) setAnswer({ of: text, found })
    }
    const timer = setTimeout(() => void look(), TYPING_PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [text])
  const found = text.trim() === '' ? [] : (answer?.found ?? []).filter((each) => !taken.includes(each.id))
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-note font-medium">
        {label}
      </label>
      <input
        id={id}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // Or the form around it would be saved.
          event.preventDefault()
          const [first] = found
          if (first) {
            onPick(first)
            setText('')
          }
        }}
        placeholder="Words of the name, or a SKU"
        autoComplete="off"
        className="target w-full rounded-control border border-control bg-raised px-2.5 text-body placeholder:text-muted"
      />
      <div role="status" className="text-note">
        {text.trim() !== '' && answer?.of === text && found.length === 0 && (
          <p className="mt-1 text-muted">No product on sale is called that.</p>
        )}
      </div>
      {found.length > 0 && (
        <ul className="mt-1 divide-y divide-hairline rounded-control border border-hairline">
          {found.map((product) => (
            <li key={product.id}>
              <button
                type="button"
                className="target flex w-full items-center justify-between gap-3 px-2.5 text-start text-note hover:bg-surface"
                onClick={() => {
                  onPick(product)
                  setText('')
                }}
              >
                <span className="min-w-0 truncate">{product.name}</span>
                <span className="shrink-0 font-code text-small text-muted">{product.sku}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
