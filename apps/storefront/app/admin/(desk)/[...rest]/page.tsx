import { Missing } from '../../../../admin/shell/missing.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'

export const metadata = { title: 'Nothing here' }

/** Every address in the admin that no page has. */
export default guarded(undefined, () => <Missing />)
