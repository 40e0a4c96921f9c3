'use client'
/** A tax rate: added, changed, removed. */
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Choice, Field, Tick } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useAct } from '../use-act.ts'
import { removeRate, saveRate } from './acts.ts'

export type RateShown = {
  readonly id: string
  readonly label: string
  readonly name: string
  readonly rate: number
  readonly inclusive: boolean
  readonly rounding: string
}

const ROUNDINGS = [
  ['half_even', 'Half to even, as banks do'],
  ['half_up', 'Half up'],
  ['up', 'Up'],
  ['down', 'Down'],
] as const

export function RateButton({
  rate,
  categories = [],
}: {
  readonly rate?: RateShown
  readonly categories?: readonly (readonly [string, string])[]
}) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      {rate ? (
        <button
          type="button"
          aria-label={`Change ${rate.label}`}
          title={`Change ${rate.label}`}
          className={ICON_BUTTON}
          onClick={() => setAsking(true)}
        >
          <Pencil {...SMALL_ICON} />
        </button>
      ) : (
        <button type="button" data-new className={buttonStyle('action')} onClick={() => setAsking(true)}>
          <Plus {...SMALL_ICON} />
          New rate
        </button>
      )}
      {isAsking && (
        <FormDialog
          title={rate ? `Change ${rate.label}` : 'New tax rate'}
          text="It counts for orders from now on; those that were placed keep their tax."
          confirm="Save"
          action={(form) => saveRate(rate?.id, form)}
          said={(label) => `${label} counts from now on.`}
          onClose={() => setAsking(false)}
        >
          {!rate && (
            <>
              <div className="grid grid-cols-2 gap-3">
                <Field
                  name="country"
                  label="Country"
                  placeholder="Germany, or DE"
                  required
                  autoComplete="off"
                />
                <Field name="region" label="Region, if one of its own" placeholder="CA" autoComplete="off" />
              </div>
              <Choice name="category" label="For" options={[['', 'All categories'], ...categories]} />
            </>
          )}
          <div className="grid grid-cols-2 gap-3">
            <Field
              name="rate"
              label="Percent"
              defaultValue={rate === undefined ? '' : String(rate.rate)}
              inputMode="decimal"
              required
              autoComplete="off"
            />
            <Field
              name="name"
              label="As buyers read it"
              defaultValue={rate?.name}
              placeholder="VAT"
              maxLength={64}
              autoComplete="off"
            />
          </div>
          <Choice
            name="rounding"
            label="Rounded"
            defaultValue={rate?.rounding ?? 'half_even'}
            options={ROUNDINGS}
          />
          <Tick
            name="inclusive"
            label="Prices hold it already"
            hint="It is shown, and adds nothing."
            defaultChecked={rate?.inclusive ?? false}
          />
        </FormDialog>
      )}
    </>
  )
}

export function RemoveRate({ id, label }: { readonly id: string; readonly label: string }) {
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const { run, isRunning, problem } = useAct(removeRate, { said: `${label} is removed.`, onDone: close })
  return (
    <>
      <button
        type="button"
        aria-label={`Remove ${label}`}
        title={`Remove ${label}`}
        className={ICON_BUTTON}
        onClick={() => setAsking(true)}
      >
        <Trash2 {...SMALL_ICON} />
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Remove ${label}?`}
          text="What it covered falls to the next broader rate, or is not taxed where there is none. Orders that were placed keep their tax."
          confirm="Remove it"
          isDangerous
          isRunning={isRunning}
          problem={problem}
          onConfirm={() => run(id)}
          onClose={close}
        />
      )}
    </>
  )
}
