import { isProblem } from '@rialto/client'
import { AccountSwitch } from '../../../../../admin/customer/account-acts.tsx'
import { AccountStatus, nameOf } from '../../../../../admin/customer/account.tsx'
import { CustomerMails } from '../../../../../admin/customer/mails.tsx'
import { CustomerOrders } from '../../../../../admin/customer/orders.tsx'
import { Roles } from '../../../../../admin/customer/roles.tsx'
import { Sessions } from '../../../../../admin/customer/sessions.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Missing } from '../../../../../admin/shell/missing.tsx'
import { Ago } from '../../../../../admin/ui/ago.tsx'
import { Copy } from '../../../../../admin/ui/copy.tsx'
import { DetailPage, Fact, Facts } from '../../../../../admin/ui/detail-page.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../../admin/ui/panel.tsx'
import { Later } from '../../../../../admin/ui/later.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata = { title: 'Customer' }

export default guarded('users:read', async ({ staff, params: { id = '' } }) => {
  const shop = await myShop()
  const account = await findAccount(shop, id)
  if (!account) return <Missing />
  const name = nameOf(account)
  return (
    <PageRoom isNarrow>
      <PageHead
        title={name}
        note={<AccountStatus status={account.status} />}
        back={{ href: '/admin/customers', label: 'Customers' }}
        actions={
          staff.may('users:write') && account.status !== 'erased' && account.id !== staff.id ? (
            <AccountSwitch id={account.id} name={name} isDisabled={account.status === 'disabled'} />
          ) : undefined
        }
      />
      <DetailPage
        side={
          <>
            <Panel title="Profile">
              <Facts>
                <Fact name="Mail address">
                  {account.email === null ? (
                    'None'
                  ) : (
                    <a href={`mailto:${account.email}`} className="text-link hover:underline">
                      {account.email}
                    </a>
                  )}
                </Fact>
                <Fact name="Address confirmed">{account.emailVerified ? 'Yes' : 'Not yet'}</Fact>
                {account.username !== null && <Fact name="Username">{account.username}</Fact>}
                {account.phone && <Fact name="Phone">{account.phone}</Fact>}
                <Fact name="Language">{account.locale ?? 'Not chosen'}</Fact>
                <Fact name="Second factor">{account.mfa ? 'On' : 'Off'}</Fact>
                <Fact name="Customer since">
                  <Ago at={account.createdAt} isFocusable />
                </Fact>
                <Fact name="Id">
                  <Copy text={account.id} label="id" isShort />
                </Fact>
              </Facts>
            </Panel>
            <Roles account={account} isOwn={account.id === staff.id} mayChange={staff.may('roles:write')} />
          </>
        }
      >
        {staff.may('orders:read') && (
          <Later title="Orders">
            <CustomerOrders userId={account.id} />
          </Later>
        )}
        <Later title="Signed in">
          <Sessions userId={account.id} name={name} mayEnd={staff.may('users:write')} />
        </Later>
        {staff.may('notifications:read') && (
          <Later title="Messages">
            <CustomerMails userId={account.id} staff={staff} />
          </Later>
        )}
      </DetailPage>
    </PageRoom>
  )
})

async function findAccount(shop: Awaited<ReturnType<typeof myShop>>, id: string) {
  // An id is one of the things that the list looks for, and only it tells of the account as staff sees it.
  try {
    const { items } = await shop.identity.users({ query: { q: id, limit: 5 } })
    return items.find((account) => account.id === id)
  } catch (error) {
    if (isProblem(error, 'validation_failed')) return undefined
    throw error
  }
}
