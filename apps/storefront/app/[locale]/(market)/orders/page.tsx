import { redirect } from 'next/navigation'
import { here } from '../../../../page/here.ts'

/** Where a bank leads back to that was told of no single order. */
export default function Page(): never {
  redirect(here('/account/orders'))
}
