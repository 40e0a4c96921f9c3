/** The way to everything: home, search, account, cart; the categories below on a wide screen, in a sheet on a narrow one. */
import {
  History,
  LayoutGrid,
  Package,
  PackageCheck,
  Search,
  SpellCheck,
  Tag,
  Trash2,
  Truck,
  User,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { readCategories } from '../../catalogue/read.ts'
import { catalogueLang, currentLocale, currentPath, here } from '../../page/here.ts'
import { words } from '../../words/words.ts'
import { CartLink } from '../cart/cart-link.tsx'
import { SearchField } from '../search/search-field.tsx'
import { AccountLink } from './account-link.tsx'
import { CategoryMenu } from './category-menu.tsx'

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const
/** As many as fit beside each other; all of them stand in the sheet and in the footer. */
const CATEGORIES_SHOWN_MAX = 8

export async function Header() {
  const t = words('layout')
  const search = words('search')
  const roots = (await readCategories()).filter(({ level, productCount }) => level === 1 && productCount > 0)
  const largest = new Set(
    roots.toSorted((a, b) => b.productCount - a.productCount).slice(0, CATEGORIES_SHOWN_MAX),
  )
  return (
    <header
      className="print:hidden sticky top-0 layer-header border-b border-hairline bg-page max-[22rem]:static"
      // Above the pictures that move from one page to the next.
      style={{ viewTransitionName: 'shop-header' }}
    >
      <div className="relative measure flex h-16 items-center gap-2 max-[22rem]:h-auto max-[22rem]:flex-wrap max-[22rem]:py-2.5 sm:gap-4 md:gap-6">
        <a
          href={here('/')}
          aria-label={t('home')}
          className="inline-flex min-h-11 items-center font-display text-title font-bold tracking-tight max-[22rem]:me-auto"
        >
          Rialto
        </a>
        {/* On the narrowest of screens, or the largest of letters, it has a line of its own, and the header scrolls away. */}
        <search className="ms-auto min-w-0 flex-1 max-sm:focus-within:absolute max-sm:focus-within:inset-x-5 max-sm:focus-within:z-10 max-[22rem]:order-last max-[22rem]:basis-full max-[22rem]:focus-within:static md:max-w-[28rem]">
          <SearchField
            action={here('/search')}
            ask={`/shop/suggest?lang=${currentLocale()}&q=`}
            initial={new URLSearchParams(currentPath().split('?')[1]).get('q') ?? ''}
            texts={{
              label: t('search'),
              placeholder: t('searchPlaceholder'),
              short: t('searchButton'),
              list: search('suggestionsList'),
              forget: search('forget'),
            }}
            icons={{
              product: <Package {...ICON} />,
              category: <LayoutGrid {...ICON} />,
              brand: <Tag {...ICON} />,
              meant: <SpellCheck {...ICON} />,
              all: <Search {...ICON} />,
              recent: <History {...ICON} />,
              forget: <Trash2 {...ICON} />,
            }}
          >
            <button
              aria-label={t('searchButton')}
              className="absolute end-0 top-0 grid size-11 place-items-center rounded-pill text-muted hover:text-ink"
            >
              <Search {...ICON} />
            </button>
          </SearchField>
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
          lang={catalogueLang()}
          links={roots.map(({ slug, name }) => ({ href: here(`/c/${slug}`), text: name }))}
        >
          <Way href="/account" text={t('account')}>
            <User {...ICON} />
          </Way>
          <Way href="/account/orders" text={t('track')}>
            <PackageCheck {...ICON} />
          </Way>
          <Way href="/delivery" text={t('delivery')}>
            <Truck {...ICON} />
          </Way>
        </CategoryMenu>
      </div>
      <nav aria-label={t('categories')} className="measure hidden lg:block">
        <ul className="-mx-3 flex h-11 items-center gap-1 text-note">
          {roots
            .filter((root) => largest.has(root))
            .map(({ id, slug, name }) => (
              <li key={id}>
                <a
                  href={here(`/c/${slug}`)}
                  lang={catalogueLang()}
                  className="rounded-pill px-3 py-2 hover:bg-surface"
                >
                  {name}
                </a>
              </li>
            ))}
          <li className="ms-auto">
            <a href={here('/search')} className="rounded-pill px-3 py-2 hover:bg-surface">
              {t('all')}
            </a>
          </li>
        </ul>
      </nav>
    </header>
  )
}

/** One of those that have no room in a narrow header. */
function Way({
  href,
  text,
  children,
}: {
  readonly href: string
  readonly text: string
  readonly children: ReactNode
}) {
  return (
    <li>
      <a href={here(href)} className="flex min-h-12 items-center gap-3 underline-offset-4 hover:underline">
        {children}
        {text}
      </a>
    </li>
  )
}
