'use client'
import { Failure } from '../../ui/failure.tsx'

/** In the place of a page that could not be made, and of the header that may have been the cause. */
export default function Failed({ error }: { error: Error & { digest?: string } }) {
  return <Failure code={error.digest} />
}
