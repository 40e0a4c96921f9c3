'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EACH_MS = 2_500
/** Whoever leaves the page open over night does not ask all night. */
const TIMES_MAX = 60

/** Looks again for as long as something is on its way by itself. */
export function Watch() {
  const router = useRouter()
  useEffect(() => {
    let times = 0
    const timer = setInterval(() => {
      times += 1
      if (times > TIMES_MAX) clearInterval(timer)
      else if (document.visibilityState === 'visible') router.refresh()
    }, EACH_MS)
    return () => clearInterval(timer)
  }, [router])
  return null
}
