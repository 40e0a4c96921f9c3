/** What there is to know of a product beside its name and price. */
import type { ProductView } from '@rialto/contracts/catalog'
import { catalogueLang, currentLocale } from '../../page/here.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { words } from '../../words/words.ts'

export function Details({
  paragraphs,
  attributes,
}: {
  readonly paragraphs: readonly string[]
  readonly attributes: ProductView['attributes']
}) {
  const t = words('product')
  const properties = Object.entries(attributes)
  return (
    <div className="border-t border-hairline">
      {paragraphs.length > 0 && (
        <Disclosure title={t('description')} isOpen>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} className="mt-4 break-words whitespace-pre-line first:mt-0">
              <bdi lang={catalogueLang()}>{paragraph}</bdi>
            </p>
          ))}
        </Disclosure>
      )}
      {properties.length > 0 && (
        <Disclosure title={t('details')} isOpen={paragraphs.length === 0}>
          <dl className="text-note">
            {properties.map(([name, value]) => (
              <div key={name} className="grid grid-cols-[2fr_3fr] gap-4 py-2">
                <dt className="min-w-0 break-words text-muted">
                  <bdi lang={catalogueLang()}>{name}</bdi>
                </dt>
                <dd className="min-w-0 break-words">
                  <bdi lang={typeof value === 'string' ? catalogueLang() : undefined}>{textOf(value)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
      <Disclosure title={t('deliveryTitle')}>
        <p>{t('deliveryText')}</p>
        <p className="mt-4">{t('returnsText')}</p>
      </Disclosure>
    </div>
  )
}

function textOf(value: ProductView['attributes'][string]): string {
  if (typeof value === 'boolean') return words('product')(value ? 'yes' : 'no')
  return typeof value === 'number' ? new Intl.NumberFormat(currentLocale()).format(value) : value
}
