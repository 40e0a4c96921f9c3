'use client'
/** The tree of categories to choose from, and a new one where none fits. */
import { useState } from 'react'
import { Choice, Field } from '../ui/field.tsx'
import { HiddenField } from '../ui/hidden-field.tsx'

export type CategoryShown = {
  readonly id: string
  readonly level: number
  /** From the root to its own. */
  readonly names: readonly string[]
}

const NEW = '+'
const INDENT = '\u2003'

export function CategoryField({
  categories,
  value,
  error,
}: {
  readonly categories: readonly CategoryShown[]
  readonly value: string
  readonly error?: string | undefined
}) {
  const [chosen, setChosen] = useState(value)
  const [parent, setParent] = useState('')
  const [name, setName] = useState('')
  const tree = categories.map(
    ({ id, level, names }) => [id, `${INDENT.repeat(level - 1)}${names.at(-1) ?? id}`] as const,
  )
  const above = categories.find(({ id }) => id === parent)?.names ?? []
  const said = chosen === NEW ? [...above, name.trim()].filter(Boolean).join(' > ') : chosen
  return (
    <div className="grid gap-3">
      <HiddenField name="category" value={name.trim() === '' && chosen === NEW ? value : said} />
      <Choice
        name="category-choice"
        label="Category"
        value={chosen}
        error={error}
        onChange={(event) => setChosen(event.target.value)}
        options={[...(value === '' ? ([['', 'General']] as const) : []), ...tree, [NEW, 'A new category…']]}
      />
      {chosen === NEW && (
        <>
          <Field
            name="category-name"
            label="Name of the new category"
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            autoComplete="off"
          />
          <Choice
            name="category-parent"
            label="Below"
            value={parent}
            onChange={(event) => setParent(event.target.value)}
            options={[['', 'Nothing: it is a root'], ...tree]}
          />
        </>
      )}
    </div>
  )
}
