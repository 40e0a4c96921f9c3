import { Footer } from '../../shop/layout/footer.tsx'
import { Header } from '../../shop/layout/header.tsx'
import { NothingHere } from '../../shop/layout/missing-page.tsx'

/** Where a page gives up with Next's own `notFound`. */
export default function NotFound() {
  return (
    <div className="flex min-h-dvh flex-col">
      <Header />
      <main className="flex-1">
        <NothingHere />
      </main>
      <Footer />
    </div>
  )
}
