import { ChevronRight, CircleCheck } from 'lucide-react'
import { myShop } from '../../session/shop.ts'
import type { Staff } from '../shell/staff.ts'
import { ICON, SMALL_ICON } from '../ui/button.ts'
import { Panel } from '../ui/panel.tsx'
import { mattersFor, type Matter } from './attention.ts'

const DOTS: Readonly<Record<Matter['tone'], string>> = {
  danger: 'bg-danger',
  warning: 'bg-warning',
  info: 'bg-info',
  success: 'bg-success',
  neutral: 'bg-control',
}

export async function AttentionPanel({ staff }: { readonly staff: Staff }) {
  const matters = await mattersFor(staff, await myShop())
  return (
    <Panel title="Needs attention" isFlush>
      {matters.length === 0 ? (
        <p className="flex items-center gap-2 px-4 pb-4 text-muted">
          <CircleCheck {...ICON} className="text-success" />
          Nothing waits for you.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-px border-t border-hairline bg-hairline">
          {matters.map((matter) => (
            <li key={matter.name} className="flex-1 basis-80 bg-raised">
              <Row matter={matter} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Row({ matter: { name, text, tone, href, count, isMore } }: { readonly matter: Matter }) {
  const inside = (
    <>
      <span aria-hidden className={`mt-1.5 size-2 shrink-0 rounded-pill ${DOTS[tone]}`} />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">
          {count !== undefined && `${count.toLocaleString('en')}${isMore ? '+' : ''} `}
          {name.toLowerCase()}
        </span>
        <span className="block text-note text-muted">
          {count === undefined ? 'Could not be counted just now' : text}
        </span>
      </span>
      {href !== undefined && <ChevronRight {...SMALL_ICON} className="mt-1 shrink-0 text-muted" />}
    </>
  )
  const look = 'flex h-full gap-3 px-4 py-3'
  return href === undefined ? (
    <div className={look}>{inside}</div>
  ) : (
    <a href={href} className={`${look} hover:bg-surface`}>
      {inside}
    </a>
  )
}
