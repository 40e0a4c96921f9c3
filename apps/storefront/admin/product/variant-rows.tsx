'use client'
/** What there is to choose, and a row for each way to choose: its SKU, its price where it has one of its own, its stock. */
import { CircleAlert, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { HiddenField } from '../ui/hidden-field.tsx'
import {
  countOf,
  reshaped,
  variantsFor,
  VARIANTS_MAX,
  type OptionDraft,
  type VariantDraft,
} from './options.ts'

const OPTIONS_MAX = 5
/** Between several values at once; a comma with no room after it is part of one: 0,75 l. */
const SEPARATORS = /[\n;\t]|,\s+/
const BOX = 'target min-w-0 rounded-control border border-control bg-raised px-2 text-note'

type Changed = (options: readonly OptionDraft[], variants: readonly VariantDraft[]) => void

export function VariantRows({
  options,
  variants,
  sku,
  currency,
  error,
  onChange,
}: {
  readonly options: readonly OptionDraft[]
  readonly variants: readonly VariantDraft[]
  readonly sku: string
  readonly currency: string
  readonly error?: string | undefined
  readonly onChange: Changed
}) {
  /** Where the option at `index` stands among those that have values, as in the values of the variants. */
  const placeOf = (index: number) => options.slice(0, index).filter(({ values }) => values.length > 0).length

  function put(index: number, values: readonly string[]): void {
    const before = options[index]
    if (!before) return
    const next = options.with(index, { ...before, values })
    if (countOf(next) > VARIANTS_MAX) return
    const [first] = values
    const kept =
      before.values.length === 0 && first !== undefined
        ? reshaped(variants, placeOf(index), { added: first })
        : before.values.length > 0 && first === undefined
          ? reshaped(variants, placeOf(index), 'removed')
          : variants
    onChange(next, variantsFor(next, kept, sku))
  }

  function remove(index: number): void {
    const next = options.toSpliced(index, 1)
    const hadValues = (options[index]?.values.length ?? 0) > 0
    const kept = hadValues ? reshaped(variants, placeOf(index), 'removed') : variants
    onChange(next, variantsFor(next, kept, sku))
  }

  return (
    <div className="mt-5 border-t border-hairline pt-4">
      <HiddenField name="variety" value={JSON.stringify([options, variants])} />
      <h3 className="text-note font-semibold">What there is to choose</h3>
      <p className="mb-3 text-note text-muted">
        {options.length === 0
          ? 'Nothing: it is sold as it is. With options, each way to choose has a SKU and stock of its own.'
          : `Each way to choose is a variant, ${VARIANTS_MAX} at most.`}
      </p>
      <ul className="grid gap-3">
        {options.map((option, index) => (
          <li key={index} className="grid gap-2 rounded-control bg-page p-3 sm:grid-cols-[11rem_1fr_auto]">
            <input
              aria-label={`Name of option ${index + 1}`}
              value={option.name}
              onChange={(event) =>
                onChange(options.with(index, { ...option, name: event.target.value }), variants)
              }
              placeholder="e.g. Colour"
              maxLength={40}
              autoComplete="off"
              className={`${BOX} self-start placeholder:text-muted`}
            />
            <Values
              name={option.name || `option ${index + 1}`}
              values={option.values}
              onChange={(values) => put(index, values)}
            />
            <button
              type="button"
              aria-label={`Remove ${option.name || `option ${index + 1}`}`}
              className={`${ICON_BUTTON} justify-self-end`}
              onClick={() => remove(index)}
            >
              <X {...SMALL_ICON} />
            </button>
          </li>
        ))}
      </ul>
      {options.length < OPTIONS_MAX && (
        <button
          type="button"
          className={buttonStyle('plain', 'mt-3')}
          onClick={() => onChange([...options, { name: '', values: [] }], variants)}
        >
          <Plus {...SMALL_ICON} />
          Add option
        </button>
      )}
      {error !== undefined && (
        <p role="alert" className="mt-3 flex items-center gap-1 text-note font-medium text-danger">
          <CircleAlert {...SMALL_ICON} className="shrink-0" />
          {error}
        </p>
      )}
      {variants.length > 0 && (
        <VariantTable variants={variants} currency={currency} onChange={(next) => onChange(options, next)} />
      )}
    </div>
  )
}

function Values({
  name,
  values,
  onChange,
}: {
  readonly name: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}) {
  const [text, setText] = useState('')
  function add(): void {
    const added = text.split(SEPARATORS).map((value) => value.trim())
    const fresh = [...new Set(added)].filter((value) => value !== '' && !values.includes(value))
    setText('')
    if (fresh.length > 0) onChange([...values, ...fresh])
  }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {values.map((value) => (
        <span
          key={value}
          className="inline-flex min-h-8 items-center gap-0.5 rounded-pill border border-hairline bg-raised ps-2.5 text-note"
        >
          {value}
          <button
            type="button"
            aria-label={`Remove ${value}`}
            className="inline-grid size-7 place-items-center rounded-pill text-muted pointer-coarse:size-11 hover:text-ink"
            onClick={() => onChange(values.filter((each) => each !== value))}
          >
            <X {...SMALL_ICON} size={14} />
          </button>
        </span>
      ))}
      <input
        aria-label={`Add a value to ${name}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
        placeholder="e.g. Amber, Sand"
        maxLength={400}
        autoComplete="off"
        className={`${BOX} w-40 flex-1 placeholder:text-muted sm:max-w-56`}
      />
    </div>
  )
}

function VariantTable({
  variants,
  currency,
  onChange,
}: {
  readonly variants: readonly VariantDraft[]
  readonly currency: string
  readonly onChange: (variants: readonly VariantDraft[]) => void
}) {
  const change = (index: number, said: Partial<VariantDraft>) => {
    const before = variants[index]
    if (before) onChange(variants.with(index, { ...before, ...said }))
  }
  return (
    <div className="-mx-4 mt-4 overflow-x-auto px-4">
      <table className="w-full min-w-140 text-note" aria-label="Variants">
        <thead>
          <tr className="text-start text-muted">
            {['Sold', 'Variant', 'SKU', `Price in ${currency}`, 'In stock'].map((title) => (
              <th key={title} scope="col" className="pe-3 pb-1.5 text-start font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {variants.map(({ values, sku, price, stock, isSold }, index) => {
            const name = values.join(' / ')
            return (
              <tr key={name} className={isSold ? '' : 'text-muted'}>
                <td className="py-1 pe-3">
                  <input
                    type="checkbox"
                    checked={isSold}
                    aria-label={`${name} is sold`}
                    className="size-4 accent-ink pointer-coarse:size-5"
                    onChange={(event) => change(index, { isSold: event.target.checked })}
                  />
                </td>
                <th scope="row" className="max-w-48 truncate py-1 pe-3 text-start font-medium" title={name}>
                  {name}
                </th>
                <td className="py-1 pe-3">
                  <input
                    aria-label={`SKU of ${name}`}
                    value={sku}
                    disabled={!isSold}
                    maxLength={64}
                    autoComplete="off"
                    className={`${BOX} w-full min-w-40 font-code text-small disabled:opacity-60`}
                    onChange={(event) => change(index, { sku: event.target.value })}
                  />
                </td>
                <td className="py-1 pe-3">
                  <input
                    aria-label={`Price of ${name}`}
                    value={price}
                    disabled={!isSold}
                    inputMode="decimal"
                    placeholder="The product’s"
                    autoComplete="off"
                    className={`${BOX} w-28 text-end placeholder:text-muted disabled:opacity-60`}
                    onChange={(event) => change(index, { price: event.target.value })}
                  />
                </td>
                <td className="py-1">
                  <input
                    aria-label={`Stock of ${name}`}
                    value={stock}
                    disabled={!isSold}
                    inputMode="numeric"
                    autoComplete="off"
                    className={`${BOX} w-20 text-end disabled:opacity-60`}
                    onChange={(event) => change(index, { stock: event.target.value })}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
