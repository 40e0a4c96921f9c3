/** Where to deliver to: the country that addresses begin with, and the currency that prices are told in as well. */
import { currentLocale } from '../../page/here.ts'
import { REGION_COUNTRIES, regionOf } from '../../region/regions.ts'
import { currentRegion } from '../../session/region.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

export async function RegionForm() {
  const t = words('layout')
  const { country } = await currentRegion()
  const names = new Intl.DisplayNames(currentLocale(), { type: 'region' })
  const options = REGION_COUNTRIES.map((code) => ({
    code,
    text: `${names.of(code)} · ${regionOf(code).currency}`,
  })).toSorted((one, other) => one.text.localeCompare(other.text, currentLocale()))
  return (
    <form action="/shop/region" method="post" className="w-full min-w-0 sm:w-auto">
      <label htmlFor="country-of-region" className="mb-1 block font-display text-note font-bold">
        {t('region')}
      </label>
      <div className="flex max-w-[24rem] gap-2">
        <select
          id="country-of-region"
          name="country"
          defaultValue={country}
          className="h-11 min-w-0 flex-1 rounded-pill border border-control bg-raised px-4 text-note"
        >
          {options.map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </select>
        <button className={buttonStyle('outline', 'px-5 text-note')}>{t('save')}</button>
      </div>
    </form>
  )
}
