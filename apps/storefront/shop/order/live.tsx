'use client'
/**
 * Listens to what happens to an order, and has the page made anew when something has. It listens only while somebody
 * looks; where it may not, it asks again later. An order that is confirmed takes its cart along, so that is counted too.
 */
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { countAnew } from '../cart/cart-count.tsx'

const AGAIN_MS = 30_000

export function Live({ address }: { readonly address: string }) {
  const router = useRouter()
  useEffect(() => {
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined

    function stop(): void {
      clearTimeout(again)
      source?.close()
      source = undefined
    }
    function listen(): void {
      stop()
      if (document.hidden) return
      source = new EventSource(address)
      source.addEventListener('change', () => {
        router.refresh()
        void countAnew()
      })
      source.addEventListener('end', stop)
      // A stream that was cut off comes back by itself; one that was refused does not.
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(listen, AGAIN_MS)
      })
    }
    listen()
    document.addEventListener('visibilitychange', listen)
    return () => {
      document.removeEventListener('visibilitychange', listen)
      stop()
    }
  }, [address, router])
  return null
}
