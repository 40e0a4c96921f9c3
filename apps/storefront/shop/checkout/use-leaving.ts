'use client'
/** Whether a page that has paid is on its way elsewhere, to the order or to a bank. */
import { useCallback, useEffect, useState } from 'react'

/** Gives that, and what leaves. A page that the browser kept while one was at the bank is no longer leaving. */
export function useLeaving(): readonly [isLeaving: boolean, leaveFor: (address: string) => void] {
  const [isLeaving, setIsLeaving] = useState(false)
  useEffect(() => {
    const back = () => setIsLeaving(false)
    window.addEventListener('pageshow', back)
    return () => window.removeEventListener('pageshow', back)
  }, [])
  const leaveFor = useCallback((address: string) => {
    setIsLeaving(true)
    location.assign(address)
  }, [])
  return [isLeaving, leaveFor]
}
