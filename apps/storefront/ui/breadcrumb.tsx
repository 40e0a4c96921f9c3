/** The way from the front door to this page, for people and for machines. */
import { here } from '../page/here.ts'
import { publicUrl } from '../session/shop.ts'
import { words } from '../words/words.ts'
import { JsonLd } from './json-ld.tsx'

export type Step = {
  readonly name: string
  readonly path: string
  /** Of the name, where the page speaks another one. */
  readonly lang?: string | undefined
}

export function Breadcrumb({ steps }: { readonly steps: readonly Step[] }) {
  const t = words('search')
  const way: readonly Step[] = [{ name: 'Rialto', path: '/' }, ...steps]
  return (
    <nav aria-label={t('breadcrumb')} className="text-note text-muted">
      <ol className="-mx-2 flex min-w-0 flex-wrap items-center">
        {way.map(({ name, path, lang }, place) => (
          <li key={path} className={`flex min-w-0 items-center ${hiddenOnPhone(place, way.length)}`}>
            <a
              href={here(path)}
              aria-current={place === way.length - 1 ? 'page' : undefined}
              className="inline-flex min-h-11 min-w-0 items-center px-2 underline-offset-4 hover:underline lg:min-h-8"
            >
              <bdi lang={lang} className="line-clamp-1 break-all">
                {name}
              </bdi>
            </a>
            {/* Behind a step, not before the next one: where the way goes on in a second line, none begins it. */}
            {place < way.length - 1 && (
              <span aria-hidden className={`text-control ${hiddenOnPhone(place + 1, way.length)}`}>
                /
              </span>
            )}
          </li>
        ))}
      </ol>
      <JsonLd
        data={{
          '@type': 'BreadcrumbList',
          itemListElement: way.map(({ name, path }, place) => ({
            '@type': 'ListItem',
            position: place + 1,
            name,
            item: `${publicUrl}${here(path)}`,
          })),
        }}
      />
    </nav>
  )
}

/** On a phone the heading right below a long way says the same as its last step. */
function hiddenOnPhone(place: number, steps: number): string {
  return place === steps - 1 && place > 2 ? 'max-sm:hidden' : ''
}
