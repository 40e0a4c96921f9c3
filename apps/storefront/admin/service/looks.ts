/** How a state looks and is called, and how milliseconds and rates are written. */
import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from 'lucide-react'
import type { Tone } from '../ui/status-pill.tsx'
import type { State } from './map.ts'

export const LOOKS: Readonly<
  Record<
    State,
    { readonly word: string; readonly tone: Tone; readonly ink: string; readonly icon: LucideIcon }
  >
> = {
  well: { word: 'Well', tone: 'success', ink: 'text-success', icon: CircleCheck },
  strained: { word: 'Strained', tone: 'warning', ink: 'text-warning', icon: CircleAlert },
  away: { word: 'Away', tone: 'danger', ink: 'text-danger', icon: CircleX },
}

export function msText(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–'
  return `${ms.toLocaleString('en', { maximumFractionDigits: ms < 10 ? 1 : 0 })} ms`
}

export function rateText(perMinute: number | undefined): string {
  if (perMinute === undefined) return '–'
  return perMinute.toLocaleString('en', { maximumFractionDigits: perMinute < 10 ? 1 : 0 })
}
