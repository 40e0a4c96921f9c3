import { NothingHere } from '../../shop/layout/missing-page.tsx'

/**
 * Where a page gives up with Next's own `notFound`, which none of ours does. Without header and footer: Next puts this
 * into every page that it makes, and they would be in each of them twice.
 */
export default function NotFound() {
  return (
    <main>
      <NothingHere />
    </main>
  )
}
