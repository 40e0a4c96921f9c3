'use client'
/** Words that mean the same, and products that stand first: made, changed and forgotten in dialogs. */
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Known } from '../product/acts.ts'
import { ProductOrder } from '../product/product-order.tsx'
import { ProductPicker } from '../product/product-picker.tsx'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Field, LongField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useAct } from '../use-act.ts'
import { removePin, removeSynonym, savePin, saveSynonym } from './acts.ts'

export type SynonymShown = { readonly id: string; readonly terms: readonly string[] }
export type PinShown = { readonly id: string; readonly query: string; readonly products: readonly Known[] }

const PINNED_MAX = 50

export function SynonymButton({ synonym }: { readonly synonym?: SynonymShown }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Opener
        label={synonym && `Change ${synonym.terms.join(', ')}`}
        text="Add synonyms"
        onClick={() => setAsking(true)}
      />
      {isAsking && (
        <FormDialog
          title={synonym ? 'Change synonyms' : 'New synonyms'}
          text="Whoever types one of them finds what has any of the others."
          confirm="Save"
          action={(form) => saveSynonym(synonym?.id, form)}
          said="Saved. Search knows it already."
          onClose={() => setAsking(false)}
        >
          <LongField
            name="terms"
            label="Words, one a line"
            defaultValue={synonym?.terms.join('\n')}
            rows={5}
            required
            placeholder={'sofa\ncouch\nsettee'}
          />
        </FormDialog>
      )}
    </>
  )
}

export function PinButton({ pin }: { readonly pin?: PinShown }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Opener
        label={pin && `Change what stands first for ${pin.query}`}
        text="Pin products"
        onClick={() => setAsking(true)}
      />
      {isAsking && (
        <FormDialog
          title={pin ? `What stands first for “${pin.query}”` : 'Pin products to a search'}
          text="They stand first in this order, where the shopper’s filters let them through."
          confirm="Save"
          action={(form) => savePin(pin?.id, form)}
          said={(query) => `Saved for “${query}”.`}
          onClose={() => setAsking(false)}
        >
          <PinFields pin={pin} />
        </FormDialog>
      )}
    </>
  )
}

function PinFields({ pin }: { readonly pin: PinShown | undefined }) {
  const [products, setProducts] = useState<readonly Known[]>(pin?.products ?? [])
  return (
    <>
      <Field
        name="query"
        label="What shoppers type"
        defaultValue={pin?.query}
        maxLength={100}
        required
        autoComplete="off"
      />
      {products.map(({ id }) => (
        <input key={id} type="hidden" name="product" value={id} />
      ))}
      {products.length > 0 && <ProductOrder products={products} onChange={setProducts} />}
      {products.length < PINNED_MAX && (
        <ProductPicker
          label="Add a product"
          taken={products.map(({ id }) => id)}
          onPick={(product) => setProducts([...products, product])}
        />
      )}
    </>
  )
}

function Opener({
  label,
  text,
  onClick,
}: {
  /** Of one that is there already. */
  readonly label: string | undefined
  readonly text: string
  readonly onClick: () => void
}) {
  return label === undefined ? (
    <button type="button" className={buttonStyle('plain')} onClick={onClick}>
      <Plus {...SMALL_ICON} />
      {text}
    </button>
  ) : (
    <button type="button" aria-label={label} title={label} className={ICON_BUTTON} onClick={onClick}>
      <Pencil {...SMALL_ICON} />
    </button>
  )
}

export function Forget({
  kind,
  id,
  name,
}: {
  readonly kind: 'synonym' | 'pin'
  readonly id: string
  readonly name: string
}) {
  const [isAsking, setAsking] = useState(false)
  const { run, isRunning, problem } = useAct(kind === 'pin' ? removePin : removeSynonym, {
    said: 'Removed.',
    onDone: () => setAsking(false),
  })
  return (
    <>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        title={`Remove ${name}`}
        className={ICON_BUTTON}
        onClick={() => setAsking(true)}
      >
        <Trash2 {...SMALL_ICON} />
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Remove ${name}?`}
          text={
            kind === 'pin'
              ? 'Relevance decides again what stands first for it.'
              : 'Each of these words finds only itself again.'
          }
          confirm="Remove"
          isDangerous
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
