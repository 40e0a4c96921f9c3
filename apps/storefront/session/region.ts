/** Where the shopper says to be, by cookie; the shop's home where nothing is said. */
import { cookies } from 'next/headers'
import { regionOf, type Region } from '../region/regions.ts'
import { REGION_COOKIE } from './names.ts'

export async function currentRegion(): Promise<Region> {
  return regionOf((await cookies()).get(REGION_COOKIE)?.value)
}
