'use server'
import { act, type Said } from '../act.ts'
import { forgetPages } from '../../page/page.ts'

type Refusal = { readonly problem: { text: string; code: string; fields: Record<string, string> } }

/** So many more or fewer, or a count: with a reason, always. */
export async function adjustStock(sku: string, form: FormData): Promise<Said> {
  const reason = textOf(form, 'reason') === OTHER ? textOf(form, 'words') : textOf(form, 'reason')
  const number = textOf(form, 'number').replace('−', '-').replaceAll(/[\s,]/g, '')
  const isCount = textOf(form, 'way') === 'count'
  const location = textOf(form, 'location')
  if (!(isCount ? /^\d{1,9}$/ : /^[+-]?\d{1,9}$/).test(number) || (!isCount && Number(number) === 0))
    return refused(
      'number',
      isCount ? 'Give a whole number, 0 or more.' : 'Give how many more or fewer: 12, or -3.',
    )
  if (reason === '') return refused('words', 'Say why: whoever looks next year asks that first.')
  const where = location === '' ? {} : { location }
  return shown(
    await act(async (shop) => {
      const level = isCount
        ? await shop.inventory.set({ params: { sku }, body: { onHand: Number(number), reason, ...where } })
        : await shop.inventory.adjust({ params: { sku }, body: { delta: Number(number), reason, ...where } })
      return `${level.sku}: ${level.onHand.toLocaleString('en')} on hand, ${level.available.toLocaleString('en')} free.`
    }),
  )
}

export async function setThreshold(sku: string, form: FormData): Promise<Said> {
  const at = textOf(form, 'lowStockAt')
  if (!/^\d{1,6}$/.test(at)) return refused('lowStockAt', 'Give a whole number, 0 or more.')
  return act(async (shop) =>
    (await shop.inventory.set({ params: { sku }, body: { lowStockAt: Number(at) } })).lowStockAt.toString(),
  )
}

export async function transferStock(sku: string, form: FormData): Promise<Said> {
  const quantity = textOf(form, 'quantity')
  if (!/^[1-9]\d{0,6}$/.test(quantity)) return refused('quantity', 'Give how many pieces move.')
  const reason = textOf(form, 'reason')
  return act(async (shop) => {
    await shop.inventory.transfer({
      params: { sku },
      body: {
        from: textOf(form, 'from'),
        to: textOf(form, 'to'),
        quantity: Number(quantity),
        ...(reason === '' ? {} : { reason }),
      },
    })
    return quantity
  })
}

const OTHER = 'other'

/** What can be bought is on kept pages. */
function shown<T>(answer: Said<T>): Said<T> {
  if ('ok' in answer) forgetPages(['catalogue'])
  return answer
}

function refused(field: string, text: string): Refusal {
  return { problem: { text, code: 'validation_failed', fields: { [field]: text } } }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
