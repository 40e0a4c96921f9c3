/** What there is to choose of a product: a row of pills for each option, colours with a spot of themselves. */
import { colourOf } from '../../catalogue/colours.ts'
import type { Choices } from '../../catalogue/variants.ts'
import { catalogueLang } from '../../page/here.ts'
import { RadioLinks } from '../../ui/radio-links.tsx'
import { words } from '../../words/words.ts'

export function Choose({
  choices,
  hrefOf,
}: {
  readonly choices: readonly Choices[]
  readonly hrefOf: (sku: string) => string
}) {
  const t = words('product')
  return choices.map(({ name, values }, place) => {
    const id = `option-${place}`
    const chosen = values.find(({ isChosen }) => isChosen)
    const isColour = values.every(({ value }) => colourOf(value) !== undefined)
    return (
      <div key={name}>
        <p className="flex flex-wrap gap-x-2 text-note">
          <span id={id} className="font-semibold">
            <bdi lang={catalogueLang()}>{name}</bdi>
          </span>
          {isColour && chosen && (
            <bdi lang={catalogueLang()} className="text-muted">
              {chosen.value}
            </bdi>
          )}
        </p>
        <RadioLinks labelledBy={id}>
          {values.map(({ value, isChosen, sku, isSoldOut }) => (
            <a
              key={value}
              href={hrefOf(sku)}
              data-in-place="replace"
              role="radio"
              aria-checked={isChosen}
              className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-pill border border-control px-4 text-note hover:bg-surface aria-checked:border-ink aria-checked:font-semibold aria-checked:ring-1 aria-checked:ring-ink"
            >
              {isColour && (
                <span
                  aria-hidden
                  className="-ms-1 size-5 shrink-0 rounded-pill border border-control"
                  style={{ backgroundColor: colourOf(value) }}
                />
              )}
              <bdi
                lang={catalogueLang()}
                className={`min-w-0 break-words ${isSoldOut ? 'text-muted line-through' : ''}`}
              >
                {value}
              </bdi>
              {isSoldOut && <span className="sr-only">, {t('soldOut')}</span>}
            </a>
          ))}
        </RadioLinks>
      </div>
    )
  })
}
