/** What stands where nothing is. The answer is a 404, with or without scripts. */
import { missPage } from '../../page/page.ts'
import { buttonStyle } from '../ui/button.ts'

export function Missing() {
  missPage()
  return (
    <div className="max-w-[36rem] p-8">
      <h1 className="page-title">There is nothing here</h1>
      <p className="mt-2 text-muted">The address may have been mistyped, or what was here is gone.</p>
      <a href="/admin" className={buttonStyle('plain', 'mt-5')}>
        To the dashboard
      </a>
    </div>
  )
}
