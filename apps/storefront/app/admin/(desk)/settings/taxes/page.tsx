import type { Metadata } from 'next'
import { RateButton, RemoveRate } from '../../../../../admin/settings/rate-acts.tsx'
import { SettingsTabs } from '../../../../../admin/settings/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Ago } from '../../../../../admin/ui/ago.tsx'
import { EmptyNote } from '../../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { DataTable } from '../../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Taxes' }

const LIST = { path: '/admin/settings/taxes', filters: ['country'], sorts: [] }

export default guarded('tax:write', async ({ staff, query }) => {
  const list = readList(query, LIST)
  const shop = await myShop()
  const country = list.narrowed['country'] ?? ''
  const [answer, categories] = await Promise.all([
    shop.tax.rates({
      query: { ...questionOf(list), ...(country.length < 2 ? {} : { country: country.slice(0, 56) }) },
    }),
    shop.catalog.categories(),
  ])
  const names = new Map(
    categories.items.map(({ id, path }) => [id, path.map(({ name }) => name).join(' › ')]),
  )
  return (
    <PageRoom isNarrow>
      <PageHead title="Settings" actions={<RateButton categories={[...names]} />} />
      <SettingsTabs current="/admin/settings/taxes" staff={staff} />
      <DataTable
        label="Tax rates"
        list={list}
        answer={answer}
        idOf={({ id }) => id}
        nameOf={({ label }) => label}
        columns={[
          {
            name: 'label',
            title: 'Rate',
            isOnPhone: true,
            cell: ({ label }) => <span className="font-semibold">{label}</span>,
          },
          {
            name: 'rate',
            title: 'Percent',
            isAtEnd: true,
            isOnPhone: true,
            cell: ({ rate }) => `${rate.toLocaleString('en', { maximumFractionDigits: 2 })} %`,
          },
          { name: 'region', title: 'Region', cell: ({ region }) => <span>{region ?? 'All'}</span> },
          {
            name: 'category',
            title: 'For',
            cell: ({ category }) => (
              <span>{category === null ? 'All categories' : (names.get(category) ?? category)}</span>
            ),
          },
          {
            name: 'inclusive',
            title: 'In the price',
            cell: ({ inclusive }) => <span>{inclusive ? 'Yes' : 'Added'}</span>,
          },
          { name: 'changed', title: 'Changed', cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
          {
            name: 'acts',
            title: 'What to do',
            isAtEnd: true,
            isOnPhone: true,
            cell: ({ id, label, name, rate, inclusive, rounding }) => (
              <span className="inline-flex">
                <RateButton rate={{ id, label, name, rate, inclusive, rounding }} />
                <RemoveRate id={id} label={label} />
              </span>
            ),
          },
        ]}
        filters={[{ name: 'country', label: 'Search by country', kind: 'text', hint: 'A country, or DE' }]}
        empty={
          <EmptyNote
            title="Nothing is taxed yet"
            text="Add the rate of the country that you sell to first."
          />
        }
      />
    </PageRoom>
  )
})
