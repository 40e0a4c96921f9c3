'use client'
/** Where it goes and how. */
import { useState } from 'react'
import { Field, SelectField } from '../../ui/field.tsx'
import { Choices, type Choice } from './choices.tsx'
import { LENGTHS, NEW_ADDRESS, needsState, type Fields } from './fields.ts'
import type { ShownQuote } from './shown.ts'
import type { CheckoutTexts } from './texts.ts'

export function Delivery({
  fields,
  faults,
  texts,
  countries,
  addresses,
  quote,
  onState,
}: {
  readonly fields: Fields
  readonly faults: Readonly<Record<string, string>>
  readonly texts: CheckoutTexts
  readonly countries: readonly { readonly value: string; readonly text: string }[]
  readonly addresses: readonly Choice[]
  readonly quote: ShownQuote
  /** It is typed letter by letter; its tax is asked for once. */
  readonly onState: () => void
}) {
  const [hasLine2, setHasLine2] = useState(fields.line2 !== '')
  const isTyped = addresses.length === 0 || fields.address === NEW_ADDRESS || fields.address === ''
  const field = (name: keyof Fields) => ({
    name,
    error: faults[name],
    maxLength: LENGTHS[name],
    defaultValue: fields[name],
  })
  return (
    <>
      {addresses.length > 0 && (
        <Choices
          name="address"
          legend={texts.savedAddresses}
          choices={[...addresses, { value: NEW_ADDRESS, title: texts.newAddress }]}
          chosen={fields.address}
          error={faults['address']}
        />
      )}
      <div className={`grid gap-5 sm:grid-cols-2 ${isTyped ? '' : 'scripted:hidden'}`}>
        <div className="sm:col-span-2">
          <Field {...field('name')} label={texts.name} autoComplete="shipping name" required />
        </div>
        <div className="sm:col-span-2">
          <Field {...field('street')} label={texts.street} autoComplete="shipping address-line1" required />
          {!hasLine2 && (
            <button
              type="button"
              onClick={() => setHasLine2(true)}
              className="mt-1 min-h-11 text-note underline underline-offset-4 hover:no-underline unscripted:hidden"
            >
              {texts.addLine2}
            </button>
          )}
        </div>
        <div className={`sm:col-span-2 ${hasLine2 ? '' : 'scripted:hidden'}`}>
          <Field {...field('line2')} label={texts.line2} autoComplete="shipping address-line2" />
        </div>
        <Field {...field('postcode')} label={texts.postcode} autoComplete="shipping postal-code" required />
        <Field {...field('city')} label={texts.city} autoComplete="shipping address-level2" required />
        {needsState(fields.country) && (
          <Field
            {...field('state')}
            label={texts.state}
            autoComplete="shipping address-level1"
            onBlur={onState}
            required
          />
        )}
        <SelectField
          name="country"
          label={texts.country}
          error={faults['country']}
          autoComplete="shipping country"
          options={countries}
          defaultValue={fields.country}
          required
        />
      </div>
      <Choices
        name="method"
        legend={texts.method}
        choices={quote.methods.map(({ method, label, price, when }) => ({
          value: method,
          title: label,
          note: when,
          end: price,
        }))}
        chosen={fields.method === '' ? quote.method : fields.method}
        error={faults['method']}
      />
    </>
  )
}
