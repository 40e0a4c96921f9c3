/** The floor of the page: terrazzo, then the ways on, the language, the place and how it looks. */
import { readCategories } from '../../catalogue/read.ts'
import { catalogueLang, currentLocale, currentPath, here } from '../../page/here.ts'
import { LOCALES, LOCALE_NAMES, localized } from '../../region/locales.ts'
import { THEME_COOKIE, YEAR_SECONDS } from '../../session/names.ts'
import { PAGE_COLORS } from '../../style/browser-colors.ts'
import { words } from '../../words/words.ts'
import { LanguageLink } from './language-link.tsx'
import { RegionForm } from './region-form.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export async function Footer() {
  const t = words('layout')
  const locale = currentLocale()
  const roots = (await readCategories()).filter(({ level, productCount }) => level === 1 && productCount > 0)
  const account = [
    ['/sign-in', t('signIn'), 'for-guests'],
    ['/sign-up', t('signUp'), 'for-guests'],
    ['/account', t('account'), 'for-members'],
    ['/account/orders', t('track'), ''],
    ['/account/addresses', t('addresses'), ''],
  ] as const
  return (
    <footer className="later mt-28 [contain-intrinsic-block-size:auto_60rem] print:hidden">
      <div aria-hidden className="terrazzo h-14 bg-surface" />
      <div className="bg-surface">
        <div className="measure grid grid-cols-2 gap-x-6 gap-y-10 py-12 lg:gap-12 lg:grid-cols-[3fr_4fr_2fr_2fr]">
          <div className="col-span-2 lg:col-span-1">
            <p className="font-display text-title font-bold tracking-tight">Rialto</p>
            <p className="mt-3 max-w-[32ch] text-note text-muted">{t('promise')}</p>
          </div>
          <nav
            aria-label={t('footerShop')}
            id="all-categories"
            className="col-span-2 scroll-mt-24 lg:col-span-1"
          >
            <h2 className="text-note font-bold">{t('footerShop')}</h2>
            <ul className="mt-2 columns-2 gap-6 text-note sm:max-lg:columns-4">
              <FooterLink href={here('/search')} text={t('all')} />
              {roots.map(({ id, slug, name }) => (
                <FooterLink key={id} href={here(`/c/${slug}`)} text={name} lang={catalogueLang()} />
              ))}
            </ul>
          </nav>
          <nav aria-label={t('footerAccount')}>
            <h2 className="text-note font-bold">{t('footerAccount')}</h2>
            <ul className="mt-2 text-note">
              {account.map(([path, text, whom]) => (
                <FooterLink key={path} href={here(path)} text={text} whom={whom} />
              ))}
            </ul>
          </nav>
          <nav aria-label={t('footerHelp')}>
            <h2 className="text-note font-bold">{t('footerHelp')}</h2>
            <ul className="mt-2 text-note">
              <FooterLink href={here('/delivery')} text={t('delivery')} />
            </ul>
          </nav>
        </div>
        <div className="measure flex flex-wrap items-start justify-between gap-x-12 gap-y-8 pb-8">
          <RegionForm />
          <nav aria-label={t('language')}>
            <h2 className="mb-1 text-note font-bold">{t('language')}</h2>
            <ul className="flex flex-wrap gap-x-5 text-note">
              {LOCALES.map((each) => (
                <li key={each}>
                  <LanguageLink
                    href={localized(currentPath(), each)}
                    locale={each}
                    name={LOCALE_NAMES[each]}
                    isCurrent={each === locale}
                  />
                </li>
              ))}
            </ul>
          </nav>
          <div className="unscripted:hidden">
            <p aria-hidden className="mb-1 font-display text-note font-bold">
              {t('theme')}
            </p>
            <ThemeSwitch
              label={t('theme')}
              texts={{ system: t('themeSystem'), light: t('themeLight'), dark: t('themeDark') }}
              cookie={THEME_COOKIE}
              seconds={YEAR_SECONDS}
              colors={PAGE_COLORS}
            />
          </div>
        </div>
        <p className="measure pb-8 text-small text-muted">
          {t('rights', { year: new Date().getUTCFullYear().toString() })}
        </p>
      </div>
    </footer>
  )
}

function FooterLink({
  href,
  text,
  lang,
  whom = '',
}: {
  readonly href: string
  readonly text: string
  readonly lang?: string | undefined
  /** Shown to these alone. */
  readonly whom?: 'for-guests' | 'for-members' | ''
}) {
  return (
    <li className={whom}>
      <a
        href={href}
        lang={lang}
        className="inline-flex min-h-11 min-w-11 items-center underline-offset-4 hover:underline"
      >
        {text}
      </a>
    </li>
  )
}
