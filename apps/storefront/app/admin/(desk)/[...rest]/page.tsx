import { notFound } from 'next/navigation'

/** Every address in the admin that no page has. */
export default function Nowhere(): never {
  notFound()
}
