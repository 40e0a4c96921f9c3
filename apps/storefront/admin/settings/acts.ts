'use server'
import type { Rialto } from '@rialto/client'
import { ROLES } from '@rialto/contracts/roles'
import { act, type Said } from '../act.ts'

type Faults = { readonly problem: { text: string; code: string; fields: Record<string, string> } }

/** Gives somebody who has an account one role more. */
export async function giveRole(form: FormData): Promise<Said> {
  const email = textOf(form, 'email').toLowerCase()
  const role = textOf(form, 'role')
  if (email === '') return refused('email', 'Give the mail address of their account.')
  if (!ROLES.includes(role)) return refused('role', 'Choose a role.')
  let isKnown = true
  const answer = await act(async (shop) => {
    const { items } = await shop.identity.users({ query: { q: email, limit: 10 } })
    const account = items.find((each) => each.email?.toLowerCase() === email)
    isKnown = account !== undefined
    if (!account) return ''
    const roles = [...new Set([...account.roles, role])]
    await shop.identity.setRoles({ params: { id: account.id }, body: { roles } })
    return account.email ?? account.id
  })
  if (!isKnown)
    return refused('email', 'Nobody has an account with this address. They sign up in the shop first.')
  return answer
}

/** Takes a role from somebody; who has no other is a customer. */
export async function takeRole(id: string, roles: readonly string[], role: string): Promise<Said> {
  const left = roles.filter((each) => each !== role)
  return act(
    async (shop) =>
      (
        await shop.identity.setRoles({
          params: { id },
          body: { roles: left.length === 0 ? ['customer'] : left },
        })
      ).id,
  )
}

type NewRate = NonNullable<Parameters<Rialto['tax']['addRate']>[0]['body']>

export async function saveRate(id: string | undefined, form: FormData): Promise<Said> {
  const percent = textOf(form, 'rate').replace(',', '.').replace('%', '').trim()
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(percent) || Number(percent) > 100)
    return refused('rate', 'Give percent from 0 to 100, with two decimals at most: 7.25.')
  const said = {
    rate: Number(percent),
    inclusive: form.has('inclusive'),
    rounding: textOf(form, 'rounding') as NonNullable<NewRate['rounding']>,
    ...optional(form, 'name'),
  }
  if (id !== undefined)
    return act(async (shop) => (await shop.tax.changeRate({ params: { id }, body: said })).label)
  const country = textOf(form, 'country')
  if (country.length < 2) return refused('country', 'Give a country: its name, or DE.')
  return act(
    async (shop) =>
      (
        await shop.tax.addRate({
          body: { ...said, country, ...optional(form, 'region'), ...optional(form, 'category') },
        })
      ).label,
  )
}

export async function removeRate(id: string): Promise<Said> {
  return act(async (shop) => (await shop.tax.removeRate({ params: { id } })).label)
}

function optional<N extends string>(form: FormData, name: N): Partial<Record<N, string>> {
  const value = textOf(form, name)
  return (value === '' ? {} : { [name]: value }) as Partial<Record<N, string>>
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function refused(field: string, text: string): Faults {
  return { problem: { text, code: 'validation_failed', fields: { [field]: text } } }
}
