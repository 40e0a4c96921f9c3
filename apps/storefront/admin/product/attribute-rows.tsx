'use client'
/** What a product is like, as rows of a name and a value. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { HiddenField } from '../ui/hidden-field.tsx'
import type { AttributeDraft } from './draft.ts'

const ROWS_MAX = 50
const BOX = 'target w-full min-w-0 rounded-control border border-control bg-raised px-2.5 text-body'

export function AttributeRows({ rows: given }: { readonly rows: readonly AttributeDraft[] }) {
  const [rows, setRows] = useState(() => given.map((row, key) => ({ ...row, key })))
  const [next, setNext] = useState(given.length)
  return (
    <>
      <HiddenField name="attributes" value={rows.map(({ key }) => key).join(' ')} />
      {rows.length === 0 && <p className="mb-3 text-muted">None yet. The shop shows them as a table.</p>}
      <ul className="grid gap-2">
        {rows.map(({ key, name, value, isData }, index) => (
          <li key={key} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2">
            <input type="hidden" name="attribute-data" value={String(isData)} />
            <input
              name="attribute-name"
              aria-label={`Name of attribute ${index + 1}`}
              defaultValue={name}
              maxLength={100}
              autoComplete="off"
              className={BOX}
            />
            <input
              name="attribute-value"
              aria-label={`Value of attribute ${index + 1}`}
              defaultValue={value}
              maxLength={1_000}
              autoComplete="off"
              className={BOX}
            />
            <button
              type="button"
              aria-label={`Remove ${name || `attribute ${index + 1}`}`}
              className={ICON_BUTTON}
              onClick={() => setRows(rows.filter((row) => row.key !== key))}
            >
              <X {...SMALL_ICON} />
            </button>
          </li>
        ))}
      </ul>
      {rows.length < ROWS_MAX && (
        <button
          type="button"
          className={buttonStyle('plain', rows.length > 0 ? 'mt-3' : '')}
          onClick={() => {
            setRows([...rows, { name: '', value: '', isData: false, key: next }])
            setNext(next + 1)
          }}
        >
          <Plus {...SMALL_ICON} />
          Add attribute
        </button>
      )}
    </>
  )
}
