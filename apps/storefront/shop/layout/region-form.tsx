/** Where to deliver to: the country that addresses begin with, and the currency that prices are told in as well. */
import { currentLocale } from '../../page/here.ts'
import { REGION_COUNTRIES, regionOf } from '../../region/regions.ts'
import { currentRegion } from '../../session/region.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
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
        <Select id="country-of-region" name="country" defaultValue={country} className="flex-1">
          {options.map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </Select>
        <button className={buttonStyle('outline', '', 'note')}>{t('save')}</button>
      </div>
    </form>
  )
}
