import type { Metadata } from 'next'
import { missing, MissingPage } from '../../../../shop/layout/missing-page.tsx'

export function generateMetadata(): Metadata {
  return missing()
}

/** Every address that no page has. */
export default function Nowhere() {
  return <MissingPage />
}
