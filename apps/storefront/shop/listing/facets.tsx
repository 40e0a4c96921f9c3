/** What a list can be narrowed down by, with how many would be left: fields of a form that asks for the list anew. */
import { ChevronDown } from 'lucide-react'
import type { SearchFacets } from '@rialto/contracts/search'
import { colourOf } from '../../catalogue/colours.ts'
import type { Filter, Listing } from '../../catalogue/listing.ts'
import { catalogueLang } from '../../page/here.ts'
import { words } from '../../words/words.ts'
import type { Labels } from './labels.ts'

/** Of a long list so many stand in sight. */
const SHOWN_MAX = 8
/** Of the goods’ own properties so many stand open. */
const OPEN_MAX = 2

type Value = {
  readonly filter: Filter
  readonly label: string
  readonly count: number
  readonly isChosen: boolean
}

export function Facets({
  facets,
  listing,
  labels,
}: {
  readonly facets: SearchFacets
  readonly listing: Listing
  readonly labels: Labels
}) {
  const t = words('search')
  const valuesOf = (
    name: Filter['name'],
    counted: SearchFacets['brand'],
    spell = (value: string) => value,
  ): readonly Value[] => {
    const chosen = listing.filters.filter((filter) => filter.name === name)
    const listed = counted.map(({ value, count }) => ({ filter: { name, value: spell(value) }, count }))
    // What is chosen stays in sight when nothing is left of it, or it could not be taken back.
    const gone = chosen.filter(({ value }) => !listed.some(({ filter }) => filter.value === value))
    return [...listed, ...gone.map((filter) => ({ filter, count: 0 }))].map(({ filter, count }) => ({
      filter,
      count,
      label: labels.of(filter),
      isChosen: chosen.some(({ value }) => value === filter.value),
    }))
  }
  const attributes = facets.attributes.map(({ name, values }) => ({
    name,
    values: valuesOf('attribute', values, (value) => `${name}:${value}`).filter(({ filter }) =>
      filter.value.startsWith(`${name}:`),
    ),
  }))
  const listed = new Set(attributes.flatMap(({ values }) => values.map(({ filter }) => filter.value)))
  const others = valuesOf('attribute', []).filter(({ filter }) => !listed.has(filter.value))
  const ratings = valuesOf('rating', facets.rating)
  const availability = valuesOf(
    'availability',
    facets.availability.filter(({ value }) => value === 'in_stock'),
  )
  return (
    <div className="divide-y divide-hairline">
      <Group title={t('price')} isOpen>
        <Values values={valuesOf('price', facets.price)} />
        <div className="mt-3 flex gap-3">
          <Bound name="minPrice" label={t('minPrice')} listing={listing} />
          <Bound name="maxPrice" label={t('maxPrice')} listing={listing} />
        </div>
      </Group>
      {availability.length > 0 && (
        <Group title={t('availability')} isOpen>
          <Values values={availability} />
        </Group>
      )}
      <FacetGroup title={t('brand')} values={valuesOf('brand', facets.brand)} isOpen />
      <FacetGroup title={t('rating')} values={ratings} isOpen />
      {attributes.map(({ name, values }, place) => (
        <FacetGroup
          key={name}
          lang={catalogueLang()}
          title={name}
          values={values}
          isOpen={place < OPEN_MAX}
        />
      ))}
      <FacetGroup title={t('chosen')} values={others} isOpen />
    </div>
  )
}

/** One value for all is no choice, unless it is chosen. */
function FacetGroup({
  lang,
  title,
  values,
  isOpen,
}: {
  /** Of what the goods call themselves. */
  readonly lang?: string | undefined
  readonly title: string
  readonly values: readonly Value[]
  readonly isOpen: boolean
}) {
  const isChosen = values.some((value) => value.isChosen)
  if (values.length === 0 || (values.length === 1 && !isChosen)) return null
  return (
    <Group lang={lang} title={title} isOpen={isOpen || isChosen}>
      <Values values={values} />
    </Group>
  )
}

function Group({
  lang,
  title,
  isOpen,
  children,
}: {
  readonly lang?: string | undefined
  readonly title: string
  readonly isOpen: boolean
  readonly children: React.ReactNode
}) {
  return (
    <details open={isOpen} className="facet">
      <summary>
        <bdi lang={lang}>{title}</bdi>
        <ChevronDown aria-hidden size={18} strokeWidth={1.75} />
      </summary>
      <fieldset>
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  )
}

function Values({ values }: { readonly values: readonly Value[] }) {
  const t = words('search')
  const hidden = values.slice(SHOWN_MAX)
  const isColour = values.every(({ label }) => colourOf(label) !== undefined)
  const list = (shown: readonly Value[]) =>
    shown.map((value) => (
      <Choice key={value.filter.value} value={value} colour={isColour ? colourOf(value.label) : undefined} />
    ))
  return (
    <>
      {list(values.slice(0, SHOWN_MAX))}
      {hidden.length > 0 && (
        <details open={hidden.some(({ isChosen }) => isChosen)} className="group/more">
          <summary className="flex min-h-11 list-none items-center text-note underline underline-offset-4 group-open/more:hidden lg:min-h-9 [&::-webkit-details-marker]:hidden">
            {t('more', { count: hidden.length })}
          </summary>
          {list(hidden)}
        </details>
      )}
    </>
  )
}

function Choice({ value, colour }: { readonly value: Value; readonly colour: string | undefined }) {
  const { filter, label, count, isChosen } = value
  return (
    <label className="choice">
      <input type="checkbox" name={filter.name} value={filter.value} defaultChecked={isChosen} />
      {colour !== undefined && <i aria-hidden style={{ backgroundColor: colour }} />}
      <bdi lang={filter.name === 'attribute' ? catalogueLang() : undefined}>{label}</bdi>
      <span>{count}</span>
    </label>
  )
}

function Bound({
  name,
  label,
  listing,
}: {
  readonly name: 'minPrice' | 'maxPrice'
  readonly label: string
  readonly listing: Listing
}) {
  return (
    <label className="min-w-0 flex-1 text-small text-muted">
      {label}
      <input
        name={name}
        inputMode="decimal"
        pattern="\d{1,9}([.]\d{1,2})?"
        autoComplete="off"
        maxLength={12}
        defaultValue={listing.filters.find((filter) => filter.name === name)?.value ?? ''}
        className="mt-1 h-11 w-full rounded-pill border border-control bg-raised px-4 text-note text-ink lg:h-10"
      />
    </label>
  )
}
