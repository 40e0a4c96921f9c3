'use client'
/** Products to show beside this one, in their order. */
import { useState } from 'react'
import { HiddenField } from '../ui/hidden-field.tsx'
import type { Known } from './acts.ts'
import { ProductOrder } from './product-order.tsx'
import { ProductPicker } from './product-picker.tsx'

const RELATED_MAX = 20

export function RelatedRows({
  related,
  ownId,
}: {
  readonly related: readonly Known[]
  readonly ownId: string | undefined
}) {
  const [chosen, setChosen] = useState(related)
  return (
    <div className="grid gap-3">
      <HiddenField name="related-order" value={chosen.map(({ id }) => id).join(' ')} />
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="related" value={id} />
      ))}
      {chosen.length === 0 ? (
        <p className="text-muted">Nothing chosen: the shop shows what lies nearest in its category.</p>
      ) : (
        <ProductOrder products={chosen} onChange={setChosen} />
      )}
      {chosen.length < RELATED_MAX && (
        <ProductPicker
          label="Add a product"
          taken={[...chosen.map(({ id }) => id), ...(ownId === undefined ? [] : [ownId])]}
          onPick={(product) => setChosen([...chosen, product])}
        />
      )}
    </div>
  )
}
