/** What stood in the way of what somebody wanted to do, where they wanted it. */
import { CircleAlert } from 'lucide-react'
import type { Refused } from '../act.ts'
import { ICON } from './button.ts'

export function ProblemNote({ problem }: { readonly problem: Refused }) {
  return (
    <div role="alert" className="mt-3 flex gap-2 rounded-control bg-danger-soft p-3 text-note text-danger">
      <CircleAlert {...ICON} className="shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{problem.text}</p>
        {problem.requestId !== undefined && (
          <p className="mt-1 text-small break-all">Request {problem.requestId}</p>
        )}
      </div>
    </div>
  )
}
