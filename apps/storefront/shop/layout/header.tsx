/** The way to everything: home, search, account, cart; the categories below on a wide screen, in a sheet on a narrow one. */
import { Search } from 'lucide-react'
import { readCategories } from '../../catalogue/read.ts'
import { here } from '../../page/here.ts'
import { words } from '../../words/words.ts'
import { CartLink } from '../cart/cart-link.tsx'
import { AccountLink } from './account-link.tsx'
import { CategoryMenu } from './category-menu.tsx'

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const
/** As many as fit beside each other; all of them stand in the sheet and in the footer. */
const CATEGORIES_SHOWN_MAX = 9

export async function Header() {
  const t = words('layout')
  const roots = (await readCategories()).filter(({ level, productCount }) => level === 1 && productCount > 0)
  return (
    <header className="sticky top-0 layer-header border-b border-hairline bg-page">
      <div className="measure flex h-16 items-center gap-3 md:gap-6">
        <a
          href={here('/')}
          aria-label={t('home')}
          className="font-display text-title font-bold tracking-tight"
        >
          Rialto
        </a>
        <search className="ms-auto min-w-0 flex-1 md:max-w-[28rem]">
          <form action={here('/search')} className="relative">
            <label htmlFor="q" className="sr-only">
              {t('search')}
            </label>
            <input
              id="q"
              name="q"
              type="search"
              maxLength={200}
              placeholder={t('searchPlaceholder')}
              autoComplete="off"
              enterKeyHint="search"
              className="h-11 w-full rounded-pill border border-control bg-raised ps-5 pe-12 text-note placeholder:text-muted"
            />
            <button
              aria-label={t('searchButton')}
              className="absolute end-0 top-0 grid size-11 place-items-center rounded-pill text-muted hover:text-ink"
            >
              <Search {...ICON} />
            </button>
          </form>
        </search>
        <AccountLink href={here('/account')} texts={{ account: t('account'), signIn: t('signIn') }} />
        <CartLink
          href={here('/cart')}
          label={t('cart')}
          title={words('cart')('title')}
          closeLabel={t('close')}
        />
        <CategoryMenu
          label={t('menu')}
          title={t('categories')}
          closeLabel={t('close')}
          links={roots.map(({ slug, name }) => ({ href: here(`/c/${slug}`), text: name }))}
          more={[
            { href: here('/account'), text: t('account') },
            { href: here('/account/orders'), text: t('track') },
          ]}
        />
      </div>
      <nav aria-label={t('categories')} className="measure hidden lg:block">
        <ul className="-mx-3 flex h-11 items-center gap-1 text-note">
          {roots.slice(0, CATEGORIES_SHOWN_MAX).map(({ id, slug, name }) => (
            <li key={id}>
              <a href={here(`/c/${slug}`)} className="rounded-pill px-3 py-2 hover:bg-surface">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}
