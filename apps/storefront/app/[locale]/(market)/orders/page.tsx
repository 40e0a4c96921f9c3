import { redirect } from 'next/navigation'
import { here } from '../../../../page/here.ts'
import { readWayBack } from '../../../../session/way-back.ts'

/** Where a bank leads back to that was told of no single order. */
export default async function Page(): Promise<never> {
  redirect((await readWayBack()) ?? here('/account/orders'))
}
