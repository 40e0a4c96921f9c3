/** One of a few, each a line that can be pressed as a whole. */
export type Choice = {
  readonly value: string
  readonly title: string
  readonly note?: string | undefined
  readonly end?: string | undefined
}

export function Choices({
  name,
  legend,
  choices,
  chosen,
  error,
}: {
  readonly name: string
  readonly legend: string
  readonly choices: readonly Choice[]
  readonly chosen: string
  readonly error?: string | undefined
}) {
  return (
    <fieldset id={name} tabIndex={-1} aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend className="mb-1 text-note font-semibold">{legend}</legend>
      {error !== undefined && (
        <p id={`${name}-error`} className="mb-1 text-note font-semibold text-danger">
          {error}
        </p>
      )}
      <div className="grid gap-2">
        {choices.map(({ value, title, note, end }) => (
          <label
            key={value}
            className="flex min-h-12 cursor-pointer items-center gap-4 rounded-card border border-control bg-raised px-5 py-3 has-checked:border-2 has-checked:border-ink has-checked:px-[19px] has-checked:py-[11px]"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="size-5 shrink-0 accent-ink"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold break-words">{title}</span>
              {note !== undefined && <span className="block text-note text-muted">{note}</span>}
            </span>
            {end !== undefined && (
              <span className="price shrink-0">
                <bdi>{end}</bdi>
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
