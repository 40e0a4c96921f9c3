import type { Metadata } from 'next'
import { isProblem, type Rialto } from '@rialto/client'
import { MailLog } from '../../../../../admin/notification/mail-log.tsx'
import { SettingsTabs } from '../../../../../admin/settings/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Later } from '../../../../../admin/ui/later.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../../admin/ui/panel.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Messages' }

const PATH = '/admin/settings/messages'
const SENT_SHOWN_MAX = 20

export default guarded('notifications:read', async ({ staff, query }) => {
  const shop = await myShop()
  const { items } = await shop.notification.templates()
  const chosen = items.find(({ name }) => name === query['template']) ?? items[0]
  const locale = chosen?.locales.find((each) => each === query['locale']) ?? chosen?.locales[0]
  const shown = chosen && (await preview(shop, chosen.name, locale))
  return (
    <PageRoom isNarrow>
      <PageHead title="Settings" />
      <SettingsTabs current={PATH} staff={staff} />
      <div className="grid items-start gap-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <Panel title="Templates" isFlush>
          <ul className="border-t border-hairline py-1">
            {items.map(({ name }) => (
              <li key={name}>
                <a
                  href={hrefOf(name, locale)}
                  aria-current={name === chosen?.name ? 'true' : undefined}
                  className="target flex items-center px-4 text-note hover:bg-surface aria-[current]:bg-surface aria-[current]:font-semibold"
                >
                  {spoken(name)}
                </a>
              </li>
            ))}
          </ul>
        </Panel>
        <div className="grid min-w-0 gap-4">
          {shown && chosen && (
            <Panel
              title={shown.subject}
              actions={
                <span className="flex gap-1">
                  {chosen.locales.map((each) => (
                    <a
                      key={each}
                      href={hrefOf(chosen.name, each)}
                      aria-current={each === shown.locale ? 'true' : undefined}
                      className="target inline-flex items-center rounded-control px-2.5 text-note text-muted hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink"
                    >
                      {new Intl.DisplayNames('en', { type: 'language' }).of(each) ?? each}
                    </a>
                  ))}
                </span>
              }
            >
              <p className="mb-3 text-small text-muted">
                Filled with an example, in its version without pictures.
              </p>
              <p lang={shown.locale} dir="auto" className="max-w-[70ch] break-words whitespace-pre-wrap">
                {shown.text}
              </p>
            </Panel>
          )}
          <Later title="Sent last">
            <Sent mayResend={staff.may('notifications:send')} />
          </Later>
        </div>
      </div>
    </PageRoom>
  )
})

async function Sent({ mayResend }: { readonly mayResend: boolean }) {
  const { items } = await (await myShop()).notification.log({ query: { limit: SENT_SHOWN_MAX } })
  return (
    <Panel title="Sent last" isFlush>
      <MailLog entries={items} mayResend={mayResend} nothing="Nothing was sent yet." />
    </Panel>
  )
}

async function preview(shop: Rialto, name: string, locale: string | undefined) {
  try {
    return await shop.notification.template({
      params: { name },
      query: locale === undefined ? {} : { locale },
    })
  } catch (error) {
    if (isProblem(error, 'unknown_template')) return undefined
    throw error
  }
}

function hrefOf(template: string, locale: string | undefined): string {
  return `${PATH}?${new URLSearchParams({ template, ...(locale === undefined ? {} : { locale }) }).toString()}`
}

/** What their names in the code leave to guess. */
const SPOKEN: Readonly<Record<string, string>> = {
  mfa_enabled: 'Second factor switched on',
  mfa_disabled: 'Second factor switched off',
  verify_email: 'Confirm an email (new account)',
  confirm_email: 'Confirm an email (changed)',
  low_stock: 'Low stock (to staff)',
  low_stock_list: 'Low stock of several (to staff)',
  message: 'Anything else',
}

function spoken(name: string): string {
  return SPOKEN[name] ?? name.replaceAll(/[_.-]/g, ' ').replace(/^./, (first) => first.toUpperCase())
}
