'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, textsOf } from '../account/form.ts'

const LIST = '/account/payment-methods'

/** Keeps the token that the page made of a card, and what its owner recognises the card by. */
export async function keepCard(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('own')
  const { token, brand, last4, month, year } = textsOf(form, 'token', 'brand', 'last4', 'month', 'year')
  const body = {
    token,
    last4,
    expiryMonth: Number(month),
    expiryYear: Number(year),
    ...(brand === '' ? {} : { brand }),
  }
  try {
    await asMe((api) => api.profile.addPaymentMethod({ body }))
  } catch (error) {
    const unexpected = ['', words('account')('unexpected')] as const
    return refused(error, { payment_methods_full: ['', t('methodsFull')], validation_failed: unexpected }, {})
  }
  redirect(here(`${LIST}?said=added`))
}

export async function removeMethod(form: FormData): Promise<void> {
  await unlessGone(form, (id) => asMe((api) => api.profile.removePaymentMethod({ params: { id } })))
  redirect(here(`${LIST}?said=removed`))
}

export async function chooseFirst(form: FormData): Promise<void> {
  await unlessGone(form, (id) => asMe((api) => api.profile.chooseDefault({ params: { id } })))
  redirect(here(`${LIST}?said=default`))
}

async function unlessGone(form: FormData, work: (id: string) => Promise<unknown>): Promise<void> {
  try {
    await work(textsOf(form, 'id').id)
  } catch (error) {
    if (!isProblem(error, 'unknown_payment_method')) throw error
  }
}
