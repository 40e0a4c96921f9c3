'use server'
import { redirect } from 'next/navigation'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, textOf } from '../account/form.ts'

/** A field for each line of the order, called as the line. */
const LINE = /^lin_[1-9][0-9]{0,2}$/

/** Asks to send pieces of an order back. */
export async function sendBack(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('own')
  const values = Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]))
  const lines = Object.entries(values).flatMap(([name, value]) =>
    LINE.test(name) && Number(value) > 0 ? [{ lineId: name, quantity: Number(value) }] : [],
  )
  const id = textOf(form, 'order')
  if (lines.length === 0) return { errors: { '': t('returnNothing') }, values }
  const reason = textOf(form, 'reason')
  const body = { lines, ...(reason === '' ? {} : { reason }) }
  try {
    await asMe((api) => api.order.requestReturn({ params: { id }, body }))
  } catch (error) {
    const faults = {
      nothing_to_return: ['', t('returnNoneLeft')],
      invalid_transition: ['', t('returnNotNow')],
      unknown_line: ['', t('returnNoneLeft')],
      unknown_order: ['', t('gone')],
    } as const
    return refused(error, faults, values)
  }
  redirect(here('/account/orders?said=returned'))
}
