import { redirect } from 'next/navigation'
import { guarded } from '../../../../admin/shell/guarded.tsx'

/** The first side of the settings that one may see. */
export default guarded('orders:read', ({ staff }) =>
  redirect(staff.may('users:read') ? '/admin/settings/staff' : '/admin/settings/delivery'),
)
