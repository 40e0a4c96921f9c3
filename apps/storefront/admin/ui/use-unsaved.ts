/** What holds for everything that is saved as a whole: Ctrl-S saves, and leaving asks. */
import { useEffect } from 'react'
import { useGoing } from '../shell/going.tsx'

const QUESTION = 'Your changes are not saved. Leave them behind?'

export function useLeavingAsked(isDirty: boolean): void {
  const { guard } = useGoing()
  useEffect(() => {
    if (!isDirty) return undefined
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    // A question that holds a click back has to answer at once.
    const release = guard(() => window.confirm(QUESTION))
    window.addEventListener('beforeunload', hold)
    return () => {
      release()
      window.removeEventListener('beforeunload', hold)
    }
  }, [isDirty, guard])
}

export function useSaveKey(form: { readonly current: HTMLFormElement | null }, isDirty: boolean): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      if (isDirty) form.current?.requestSubmit()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [form, isDirty])
}
