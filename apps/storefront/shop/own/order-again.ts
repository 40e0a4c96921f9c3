'use server'
import { redirect } from 'next/navigation'
import { isProblem, Unreachable } from '@rialto/client'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import { words } from '../../words/words.ts'
import { textOf } from '../account/form.ts'

export type Again = {
  readonly title: string
  /** What could not be put into the cart, and why. */
  readonly left: readonly string[]
  /** Whether anything is in the cart now that was not. */
  readonly hasMoved: boolean
}

/** Leads to the cart where everything is in it; says what is not, else. */
export async function orderAgain(_before: Again | undefined, form: FormData): Promise<Again> {
  const t = words('own')
  let result
  try {
    result = await asMe((api) => api.order.reorder({ params: { id: textOf(form, 'order') } }))
  } catch (error) {
    if (!isProblem(error) && !(error instanceof Unreachable)) throw error
    return { title: words('account')('unexpected'), left: [], hasMoved: false }
  }
  const { added, left } = result
  if (left.length === 0) redirect(here('/cart'))
  return {
    title: t('againPartly', { count: added.reduce((sum, { quantity }) => sum + quantity, 0) }),
    left: left.map(({ name, reason }) => t('againWhy', { name, reason })),
    hasMoved: added.length > 0,
  }
}
