'use client'
/**
 * All that is said of a product. What the form was opened with is kept: only what is other is sent, and where somebody
 * else saved in the meantime, both versions are there to choose from.
 */
import { useEffect, useRef, useState } from 'react'
import { useGoing } from '../shell/going.tsx'
import type { Said } from '../act.ts'
import { Choice, Field, LongField } from '../ui/field.tsx'
import { Panel } from '../ui/panel.tsx'
import { SaveForm } from '../ui/save-form.tsx'
import { createProduct, saveProduct, type Known, type Saved } from './acts.ts'
import { AttributeRows } from './attribute-rows.tsx'
import { CategoryField, type CategoryShown } from './category-field.tsx'
import { ConflictNote } from './conflict-note.tsx'
import type { Draft } from './draft.ts'
import { variantsFor, type OptionDraft, type VariantDraft } from './options.ts'
import { RelatedRows } from './related-rows.tsx'
import { VariantRows } from './variant-rows.tsx'

type ProductFormProps = {
  /** None for one that is not there yet. */
  readonly id?: string
  readonly etag: string
  readonly draft: Draft
  /** As `markOf` makes it. */
  readonly mark: string
  readonly categories: readonly CategoryShown[]
  readonly brands: readonly string[]
  readonly related: readonly Known[]
}

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'AED', 'JPY'] as const
const DESCRIPTION_CHARACTERS_MAX = 10_000

export function ProductForm(props: ProductFormProps) {
  const [round, setRound] = useState(0)
  // Taking the other version is beginning anew.
  return <Fields key={round} {...props} onAnew={() => setRound(round + 1)} />
}

function Fields({
  id,
  etag,
  draft,
  mark,
  categories,
  brands,
  related,
  onAnew,
}: ProductFormProps & { readonly onAnew: () => void }) {
  const { go } = useGoing()
  const room = useRef<HTMLDivElement>(null)
  const [base, setBase] = useState({ draft, mark, etag })
  const [isConflict, setConflict] = useState(false)
  const [made, setMade] = useState<string>()
  const [nameTyped, setNameTyped] = useState(draft.name)
  const [isForced, setForced] = useState(false)
  const [options, setOptions] = useState<readonly OptionDraft[]>(draft.options)
  const [variants, setVariants] = useState(() => withUnsold(draft))
  const [currency, setCurrency] = useState(draft.currency)
  const [resets, setResets] = useState(0)
  const sent = useRef(draft)
  // Pictures and sales change the product without changing what stands here.
  const seenEtag = isForced || mark === base.mark ? etag : base.etag

  async function save(form: FormData): Promise<Said<Saved>> {
    const after = read(form, options, variants)
    sent.current = after
    const answer =
      id === undefined
        ? await createProduct(draft, after)
        : await saveProduct(id, seenEtag, base.draft, after)
    setConflict('problem' in answer && answer.problem.code === 'lost_update')
    return answer
  }

  function saved({ id: savedId, mark: newMark, etag: newEtag }: Saved): void {
    setForced(false)
    if (id === undefined) {
      setMade(savedId)
      return
    }
    setBase({ draft: sent.current, mark: newMark, etag: newEtag })
  }

  useEffect(() => {
    // Only once the form has heard that it is saved, or it would ask.
    if (made !== undefined) go(`/admin/products/${encodeURIComponent(made)}`)
  }, [made, go])

  useEffect(() => {
    if (isForced) room.current?.querySelector('form')?.requestSubmit()
  }, [isForced])

  return (
    <div ref={room}>
      {isConflict && (
        <ConflictNote
          mine={base.draft}
          theirs={draft}
          onTheirs={onAnew}
          onMine={() => {
            setConflict(false)
            setForced(true)
          }}
        />
      )}
      <SaveForm
        label="Product"
        action={save}
        said={
          id === undefined
            ? 'The product is in the shop. It can be bought while it has stock.'
            : 'Saved. The shop shows it already.'
        }
        onSaved={saved}
        onDiscard={() => {
          setOptions(base.draft.options)
          setVariants(withUnsold(base.draft))
          setCurrency(base.draft.currency)
          setConflict(false)
          setResets(resets + 1)
        }}
      >
        {(errors) => (
          <div className="grid gap-4">
            <Panel title="What it is">
              <div className="grid gap-4">
                <Field
                  name="name"
                  label="Name"
                  defaultValue={draft.name}
                  error={errors['name']}
                  onChange={(event) => setNameTyped(event.target.value)}
                  maxLength={200}
                  required
                  autoComplete="off"
                />
                <LongField
                  name="description"
                  label="Description"
                  defaultValue={draft.description}
                  error={errors['description']}
                  maxLength={DESCRIPTION_CHARACTERS_MAX}
                  rows={6}
                />
                <div className="grid gap-4 sm:grid-cols-2">
                  <CategoryField
                    key={`category-${resets}`}
                    categories={categories}
                    value={draft.category}
                    error={errors['category']}
                  />
                  <Field
                    name="brand"
                    label="Brand"
                    defaultValue={draft.brand}
                    error={errors['brand']}
                    maxLength={100}
                    list="brands"
                    autoComplete="off"
                  />
                  <datalist id="brands">
                    {brands.map((brand) => (
                      <option key={brand}>{brand}</option>
                    ))}
                  </datalist>
                  <Field
                    name="slug"
                    label="Address in the shop"
                    defaultValue={draft.slug}
                    error={errors['slug']}
                    maxLength={64}
                    pattern="[a-z0-9]+(-[a-z0-9]+)*"
                    autoComplete="off"
                    hint={
                      id === undefined
                        ? 'Made from the name unless you say it: desk-lamp'
                        : 'Small letters, digits and hyphens. Links to the old address end.'
                    }
                  />
                  {id === undefined && (
                    <Field
                      name="sku"
                      label="SKU"
                      defaultValue={draft.sku}
                      error={errors['sku']}
                      maxLength={64}
                      autoComplete="off"
                      hint="Made from the name unless you say it. It stays."
                    />
                  )}
                </div>
              </div>
            </Panel>
            <Panel title="Price and stock">
              <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
                <Field
                  name="price"
                  label="Price"
                  defaultValue={draft.price}
                  error={errors['price']}
                  inputMode="decimal"
                  autoComplete="off"
                  required
                />
                <Choice
                  name="currency"
                  label="Currency"
                  defaultValue={draft.currency}
                  error={errors['currency']}
                  onChange={(event) => setCurrency(event.target.value)}
                  options={[...new Set<string>([draft.currency, ...CURRENCIES])].map((code) => [code, code])}
                />
                {variants.length === 0 && (
                  <Field
                    name="stock"
                    label="In stock"
                    defaultValue={draft.stock}
                    error={errors['stock']}
                    inputMode="numeric"
                    autoComplete="off"
                    hint="Pieces that can be bought now"
                  />
                )}
              </div>
              <VariantRows
                options={options}
                variants={variants}
                sku={draft.sku || nameTyped}
                currency={currency}
                error={errors['options'] ?? errors['variants']}
                onChange={(nextOptions, nextVariants) => {
                  setOptions(nextOptions)
                  setVariants(nextVariants)
                }}
              />
            </Panel>
            <Panel title="Attributes">
              <AttributeRows key={`attributes-${resets}`} rows={base.draft.attributes} />
            </Panel>
            <Panel title="Shown beside it">
              <RelatedRows key={`related-${resets}`} related={related} ownId={id} />
            </Panel>
          </div>
        )}
      </SaveForm>
    </div>
  )
}

/** The ways to choose that are not sold stand among those that are, so that they can be. */
function withUnsold({ options, variants, sku }: Draft): readonly VariantDraft[] {
  return variantsFor(options, variants, sku).map((variant) =>
    variants.includes(variant) ? variant : { ...variant, isSold: false },
  )
}

function read(form: FormData, options: readonly OptionDraft[], variants: readonly VariantDraft[]): Draft {
  const text = (name: string) => textIn(form.get(name))
  const names = form.getAll('attribute-name')
  const values = form.getAll('attribute-value')
  const kinds = form.getAll('attribute-data')
  return {
    name: text('name'),
    sku: text('sku'),
    slug: text('slug'),
    description: text('description'),
    price: text('price'),
    currency: text('currency'),
    stock: form.has('stock') ? text('stock') : '0',
    brand: text('brand'),
    category: text('category'),
    attributes: names.flatMap((name, index) =>
      typeof name === 'string'
        ? [{ name, value: textIn(values[index]), isData: kinds[index] === 'true' }]
        : [],
    ),
    options,
    variants,
    related: form.getAll('related').filter((each): each is string => typeof each === 'string'),
  }
}

function textIn(value: FormDataEntryValue | null | undefined): string {
  return typeof value === 'string' ? value : ''
}
