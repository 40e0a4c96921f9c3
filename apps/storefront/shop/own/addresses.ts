'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, textOf } from '../account/form.ts'
import { addressBody, addressLine, readAddress } from './address-fields.ts'

const LIST = '/account/addresses'

export async function addAddress(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('own')
  const typed = readAddress(form)
  if (Object.keys(typed.errors).length > 0) return typed
  try {
    await asMe((api) => api.profile.addAddress({ body: addressBody(typed) }))
  } catch (error) {
    return refused(error, { address_book_full: ['', t('addressBookFull')] }, typed.values)
  }
  redirect(here(`${LIST}?said=added`))
}

/** Writes an address anew if it is as it was read; else says what it is now, and takes the same again. */
export async function changeAddress(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('own')
  const typed = readAddress(form)
  const params = { id: textOf(form, 'id') }
  const ifMatch = textOf(form, 'etag')
  if (Object.keys(typed.errors).length > 0) return { ...typed, values: { ...typed.values, etag: ifMatch } }
  try {
    await asMe((api) => api.profile.putAddress({ params, body: addressBody(typed) }, { ifMatch }))
  } catch (error) {
    if (isProblem(error, 'lost_update')) return lost(params.id, typed.values)
    return refused(error, { unknown_address: ['', t('gone')] }, { ...typed.values, etag: ifMatch })
  }
  redirect(here(`${LIST}?said=saved`))
}

async function lost(id: string, values: FormState['values']): Promise<FormState> {
  const t = words('own')
  try {
    const { body, etag } = await asMe((api) => api.profile.address.full({ params: { id } }))
    return { errors: { '': t('lost', { now: addressLine(body) }) }, values: { ...values, etag: etag ?? '' } }
  } catch (error) {
    return refused(error, { unknown_address: ['', t('gone')] }, values)
  }
}

export async function removeAddress(form: FormData): Promise<void> {
  await doneOrGone(form, (id) => asMe((api) => api.profile.removeAddress({ params: { id } })))
  redirect(here(`${LIST}?said=removed`))
}

export async function deliverHere(form: FormData): Promise<void> {
  const body = { isDefaultShipping: true }
  await doneOrGone(form, (id) => asMe((api) => api.profile.patchAddress({ params: { id }, body })))
  redirect(here(`${LIST}?said=default`))
}

/** What is gone already needs no word: the list shows it. */
async function doneOrGone(form: FormData, work: (id: string) => Promise<unknown>): Promise<void> {
  try {
    await work(textOf(form, 'id'))
  } catch (error) {
    if (!isProblem(error, 'unknown_address')) throw error
  }
}
