'use client'
/** The files that wait to become pictures of a product, and the one act that sends all of them. */
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from '../../ui/toast.tsx'
import { sendPicture } from './send-picture.ts'
import { NOT_DESCRIBED, sorted, waitingOf, type Waiting } from './waiting.ts'

export type Uploads = {
  readonly waiting: readonly Waiting[]
  /** Which of how many is on its way; undefined while none is. */
  readonly going: { readonly at: number; readonly of: number } | undefined
  readonly add: (files: readonly File[]) => void
  readonly change: (preview: string, part: Partial<Waiting>) => void
  readonly leaveOut: (preview: string) => void
  /** Sends what is described. Gives the first that is not, undefined where all are. */
  readonly sendAll: () => string | undefined
}

export function useUploads(productId: string): Uploads {
  const router = useRouter()
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [going, setGoing] = useState<Uploads['going']>()

  function change(preview: string, part: Partial<Waiting>): void {
    setWaiting((before) => before.map((each) => (each.preview === preview ? { ...each, ...part } : each)))
  }

  function leaveOut(preview: string): void {
    setWaiting((before) => before.filter((each) => each.preview !== preview))
    URL.revokeObjectURL(preview)
  }

  /** One after the other, so that they stand in the shop in the order in which they stand here. */
  async function send(queue: readonly Waiting[]): Promise<void> {
    let made = 0
    for (const [index, each] of queue.entries()) {
      setGoing({ at: index + 1, of: queue.length })
      change(each.preview, { state: 'sending', percent: 0 })
      const problem = await sendPicture(productId, each, (percent) => change(each.preview, { percent }))
      if (problem === undefined) {
        made += 1
        leaveOut(each.preview)
        router.refresh()
      } else change(each.preview, { state: 'waiting', problem, isRefused: true })
    }
    setGoing(undefined)
    if (made > 0) toast({ text: made === 1 ? 'Picture uploaded.' : `${made} pictures uploaded.` })
  }

  return {
    waiting,
    going,
    add: (files) =>
      setWaiting((before) => [...before, ...files.map((file) => waitingOf(file, URL.createObjectURL(file)))]),
    change,
    leaveOut,
    sendAll: () => {
      if (going) return undefined
      const { ready, silent } = sorted(waiting)
      for (const { preview } of silent) change(preview, { problem: NOT_DESCRIBED })
      for (const { preview } of ready)
        change(preview, { state: 'queued', problem: undefined, isRefused: false })
      if (ready.length > 0) void send(ready)
      return silent[0]?.preview
    },
  }
}
