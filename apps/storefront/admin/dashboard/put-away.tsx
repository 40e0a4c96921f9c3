'use client'
import { useRouter } from 'next/navigation'
import { putStepsAway } from '../shell/choices.ts'
import { buttonStyle } from '../ui/button.ts'

/** Takes the first steps off the dashboard of this browser. */
export function PutAway() {
  const router = useRouter()
  return (
    <button
      type="button"
      className={buttonStyle('quiet')}
      onClick={() => {
        putStepsAway()
        router.refresh()
      }}
    >
      Put away
    </button>
  )
}
