/** What a list can be narrowed by, as one form that asks for the list again. */
import { Search, X } from 'lucide-react'
import { buttonStyle, SMALL_ICON } from '../button.ts'
import { listHref, viewOf, type List } from './list.ts'

export type Filter = {
  readonly name: string
  readonly label: string
} & (
  | { readonly kind: 'text'; readonly hint: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly [value: string, text: string])[] }
  | { readonly kind: 'day' }
)

const BOX =
  'target rounded-control border border-control/60 bg-raised px-2.5 text-note hover:border-control data-[set]:border-ink'

export function FilterBar({ list, filters }: { readonly list: List; readonly filters: readonly Filter[] }) {
  const kept = new URLSearchParams(viewOf({ ...list, narrowed: {} }))
  // Narrowed by a link to something that has no box here.
  for (const [name, value] of Object.entries(list.narrowed))
    if (!filters.some((filter) => filter.name === name)) kept.set(name, value)
  const texts = filters.filter(({ kind }) => kind === 'text')
  const others = filters.filter(({ kind }) => kind !== 'text')
  return (
    <form action={list.path} role="search" className="flex flex-wrap items-center gap-2 px-4 py-2.5">
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {texts.map((filter) => (
        <FilterBox key={filter.name} filter={filter} value={list.narrowed[filter.name] ?? ''} />
      ))}
      {others.length > 0 && (
        <div className="flex min-w-0 gap-2 max-md:-mx-4 max-md:w-[calc(100%+2rem)] max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 md:flex-wrap">
          {others.map((filter) => (
            <FilterBox key={filter.name} filter={filter} value={list.narrowed[filter.name] ?? ''} />
          ))}
        </div>
      )}
      <noscript>
        <button className={buttonStyle('plain')}>Filter</button>
      </noscript>
      {Object.keys(list.narrowed).length > 0 && (
        <a href={listHref(list, { narrowed: {} })} className={buttonStyle('quiet')}>
          <X {...SMALL_ICON} />
          Clear
        </a>
      )}
    </form>
  )
}

function FilterBox({ filter, value }: { readonly filter: Filter; readonly value: string }) {
  const { name, label } = filter
  const isSet = value === '' ? undefined : 'true'
  switch (filter.kind) {
    case 'text':
      return (
        <div className="relative min-w-48 flex-1 sm:max-w-72">
          <Search
            {...SMALL_ICON}
            className="pointer-events-none absolute inset-y-0 start-2.5 my-auto text-muted"
          />
          <input
            type="search"
            name={name}
            aria-label={label}
            placeholder={filter.hint}
            defaultValue={value}
            data-value={value}
            maxLength={200}
            data-search
            className={`${BOX} w-full ps-8 placeholder:text-muted`}
          />
        </div>
      )
    case 'choice': {
      // A view may narrow to several at once, which no box can say.
      const isOther = value !== '' && !filter.options.some(([option]) => option === value)
      return (
        <select
          name={name}
          aria-label={label}
          data-set={isSet}
          defaultValue={value}
          data-value={value}
          className={`${BOX} max-w-52 shrink-0`}
        >
          <option value="">{label}: all</option>
          {isOther && (
            <option value={value}>
              {label}: {value.replaceAll(',', ', ').replaceAll('_', ' ')}
            </option>
          )}
          {filter.options.map(([option, text]) => (
            <option key={option} value={option}>
              {value === option ? `${label}: ${text}` : text}
            </option>
          ))}
        </select>
      )
    }
    case 'day':
      return (
        <label className={`${BOX} flex shrink-0 items-center gap-1.5`}>
          <span className="text-muted">{label}</span>
          <input type="date" name={name} defaultValue={value} data-value={value} className="bg-transparent" />
        </label>
      )
  }
}
