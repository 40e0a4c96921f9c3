'use client'
/** Correcting a count. What it was and what it will be stand side by side before anything is done. */
import { useState } from 'react'
import { buttonStyle } from '../ui/button.ts'
import { Choice, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { adjustStock, setThreshold, transferStock } from './acts.ts'

type Place = { readonly id: string; readonly name: string; readonly onHand: number }

type About = {
  readonly sku: string
  readonly places: readonly Place[]
  /** Spoken for. */
  readonly reserved: number
}

const REASONS = [
  ['Counted', 'Counted'],
  ['Delivered', 'Delivered'],
  ['Damaged', 'Damaged'],
  ['Lost', 'Lost'],
  ['Found', 'Found'],
  ['Returned to the supplier', 'Returned to the supplier'],
  ['other', 'Something else…'],
] as const

export function AdjustStock({ sku, places, reserved }: About) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className={buttonStyle('action')} onClick={() => setAsking(true)}>
        Adjust stock
      </button>
      {isAsking && (
        <FormDialog
          title={`Adjust ${sku}`}
          confirm="Adjust"
          action={(form) => adjustStock(sku, form)}
          said={(text) => text}
          onClose={() => setAsking(false)}
        >
          <AdjustFields places={places} reserved={reserved} />
        </FormDialog>
      )}
    </>
  )
}

function AdjustFields({ places, reserved }: Pick<About, 'places' | 'reserved'>) {
  const [way, setWay] = useState('delta')
  const [number, setNumber] = useState('')
  const [location, setLocation] = useState(places[0]?.id ?? '')
  const [reason, setReason] = useState<string>(REASONS[0][0])
  const before = places.find(({ id }) => id === location)?.onHand ?? 0
  const total = places.reduce((sum, { onHand }) => sum + onHand, 0)
  const typed = Number(number.replace('−', '-').replaceAll(/[\s,]/g, '') || Number.NaN)
  const after = Number.isInteger(typed) ? (way === 'count' ? typed : before + typed) : undefined
  const free = after === undefined ? undefined : total - before + after - reserved
  return (
    <>
      {places.length > 1 && (
        <Choice
          name="location"
          label="Where"
          value={location}
          onChange={(event) => setLocation(event.target.value)}
          options={places.map(({ id, name, onHand }) => [id, `${name}: ${onHand.toLocaleString('en')}`])}
        />
      )}
      <div className="grid grid-cols-2 gap-3">
        <Choice
          name="way"
          label="How"
          value={way}
          onChange={(event) => setWay(event.target.value)}
          options={[
            ['delta', 'By so many'],
            ['count', 'To so many'],
          ]}
        />
        <Field
          name="number"
          label={way === 'count' ? 'There are' : 'More or fewer'}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          placeholder={way === 'count' ? '25' : '12 or -3'}
          // A phone’s keys for numbers have no minus everywhere.
          inputMode={way === 'count' ? 'numeric' : 'text'}
          autoComplete="off"
          required
        />
      </div>
      <p className="flex flex-wrap gap-x-4 rounded-control bg-page px-3 py-2 text-note" role="status">
        <span>
          <span className="text-muted">On hand</span> {before.toLocaleString('en')} →{' '}
          <strong>{after === undefined ? '…' : after.toLocaleString('en')}</strong>
        </span>
        <span className={free !== undefined && free < 0 ? 'font-semibold text-danger' : ''}>
          <span className="text-muted">Free to sell</span>{' '}
          {free === undefined ? '…' : free.toLocaleString('en')}
          {free !== undefined && free < 0 && ': more is spoken for than would be left'}
        </span>
      </p>
      <Choice
        name="reason"
        label="Why"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={REASONS}
      />
      {reason === 'other' && (
        <Field name="words" label="In words" maxLength={200} required autoComplete="off" />
      )}
    </>
  )
}

export function Threshold({ sku, lowStockAt }: { readonly sku: string; readonly lowStockAt: number }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className={buttonStyle('quiet')} onClick={() => setAsking(true)}>
        Change
      </button>
      {isAsking && (
        <FormDialog
          title={`When is ${sku} running low?`}
          confirm="Save"
          action={(form) => setThreshold(sku, form)}
          said={(at) => `Staff is told at ${at} or fewer.`}
          onClose={() => setAsking(false)}
        >
          <Field
            name="lowStockAt"
            label="At so many free, or fewer"
            defaultValue={String(lowStockAt)}
            inputMode="numeric"
            autoComplete="off"
            required
          />
        </FormDialog>
      )}
    </>
  )
}

export function Transfer({
  sku,
  places,
  locations,
}: Omit<About, 'reserved'> & {
  readonly locations: readonly { readonly id: string; readonly name: string }[]
}) {
  const [isAsking, setAsking] = useState(false)
  const options = locations.map(({ id, name }) => [id, name] as const)
  return (
    <>
      <button type="button" className={buttonStyle('plain')} onClick={() => setAsking(true)}>
        Move pieces
      </button>
      {isAsking && (
        <FormDialog
          title={`Move pieces of ${sku}`}
          text="What can be sold stays the same."
          confirm="Move"
          action={(form) => transferStock(sku, form)}
          said={(count) => `${count} moved.`}
          onClose={() => setAsking(false)}
        >
          <div className="grid grid-cols-2 gap-3">
            <Choice name="from" label="From" defaultValue={places[0]?.id} options={options} />
            <Choice name="to" label="To" defaultValue={options[1]?.[0]} options={options} />
          </div>
          <Field name="quantity" label="Pieces" inputMode="numeric" autoComplete="off" required />
          <Field name="reason" label="Why, if it matters" maxLength={200} autoComplete="off" />
        </FormDialog>
      )}
    </>
  )
}
