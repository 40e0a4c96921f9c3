import { cookies } from 'next/headers'
import { Check, ChevronRight, Circle } from 'lucide-react'
import { myShop } from '../../session/shop.ts'
import { STEPS_COOKIE } from '../shell/choices.ts'
import type { Staff } from '../shell/staff.ts'
import { ICON, SMALL_ICON } from '../ui/button.ts'
import { Panel } from '../ui/panel.tsx'
import { firstSteps } from './first-steps.ts'
import { PutAway } from './put-away.tsx'

/** Leads through an empty shop, until all is done or it was put away. */
export async function FirstStepsPanel({ staff }: { readonly staff: Staff }) {
  if ((await cookies()).has(STEPS_COOKIE)) return null
  const steps = await firstSteps(staff, await myShop())
  if (steps.length === 0) return null
  const done = steps.filter(({ isDone }) => isDone).length
  return (
    <Panel title={`First steps: ${done} of ${steps.length}`} actions={<PutAway />} isFlush>
      <ol className="border-t border-hairline">
        {steps.map(({ name, text, href, isDone }) => (
          <li key={name} className="border-b border-hairline last:border-b-0">
            {isDone ? (
              <p className="flex items-center gap-3 px-4 py-3 text-muted">
                <Check {...ICON} className="shrink-0 text-success" />
                <span>
                  <span className="sr-only">Done: </span>
                  {name}
                </span>
              </p>
            ) : (
              <a href={href} className="flex items-center gap-3 px-4 py-3 hover:bg-surface">
                <Circle {...ICON} className="shrink-0 text-muted" />
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{name}</span>
                  <span className="block text-note text-muted">{text}</span>
                </span>
                <ChevronRight {...SMALL_ICON} className="shrink-0 text-muted" />
              </a>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
