'use server'
/** Opens an account for a guest who has ordered: their mail and address are those of the order, not of the form. */
import { redirect } from 'next/navigation'
import { here } from '../../page/here.ts'
import { browserHeaders } from '../../session/agent.ts'
import { beginSession } from '../../session/keep.ts'
import { shop } from '../../session/shop.ts'
import type { FormState } from '../../ui/form-state.ts'
import { words } from '../../words/words.ts'
import { refused, secretOf, textsOf } from '../account/form.ts'
import { speak } from '../account/speak.ts'

export async function keepInAccount(_before: FormState, form: FormData): Promise<FormState> {
  const t = words('account')
  const { order: id, token } = textsOf(form, 'order', 'token')
  const password = secretOf(form, 'password')
  if (password === '') return { errors: { password: t('passwordMissing') }, values: {} }
  try {
    const { email, shippingAddress } = await shop().order.get({ params: { id }, query: { token } })
    if (email === null) return { errors: { '': words('order')('accountTaken') }, values: {} }
    const [firstName, ...others] = (shippingAddress?.name ?? '').split(/\s+/).filter(Boolean)
    const pair = await shop().identity.register({
      headers: await browserHeaders(),
      body: {
        email,
        password,
        ...(firstName === undefined ? {} : { firstName }),
        ...(others.length === 0 ? {} : { lastName: others.join(' ') }),
      },
    })
    const options = { headers: { authorization: `Bearer ${pair.accessToken}` } }
    await speak(pair.accessToken)
    // The account is there without it; an address can be typed again.
    if (shippingAddress)
      await shop()
        .profile.addAddress({ body: shippingAddress }, options)
        .catch(() => {})
    await beginSession(pair)
  } catch (error) {
    return refused(error, { email_taken: ['', words('order')('accountTaken')] }, {})
  }
  redirect(here(`/orders/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}&account=made`))
}
