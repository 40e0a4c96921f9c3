/** Ending waits: cardholders who never came, money set aside for too long, decisions whose maker died. */
import type { Call } from '@rialto/kernel/contract/contract'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import type { Capturing } from '../capture/capture.ts'
import type { Charging } from '../charge/charge.ts'
import { findPayment } from '../charge/store.ts'
import { endWait } from '../settle/store.ts'
import { takeDueWaits } from './store.ts'

const PER_ROUND_MAX = 100
const CALL_MS = 10_000

export type WaitNeeds = {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  readonly charging: Charging
  readonly capturing: Capturing
}

export function openWaits({ db, clock, ids, log, charging, capturing }: WaitNeeds) {
  const ownCall = (): Call => ({
    caller: { kind: 'service', name: 'payment' },
    requestId: ids.next('req'),
    deadline: clock.now() + CALL_MS,
  })

  async function end(id: string): Promise<void> {
    const row = await findPayment(db, id)
    switch (row?.status) {
      case 'requires_action':
        await charging.resolve(row, 'authentication_expired')
        break
      case 'authorised':
        await capturing.letGo(id, 'authorisation_expired')
        break
      case 'voiding':
        await charging.resolve(row, row.declineReason ?? 'voided')
        break
      case 'capturing':
        await capturing.finishCapture(row, ownCall())
        break
      default:
        await endWait(db, id)
    }
  }

  /** A round, bounded; one that cannot be ended holds up none of the others. */
  return async (): Promise<{ readonly more: boolean }> => {
    const due = await takeDueWaits(db, PER_ROUND_MAX)
    const failed = await Promise.all(
      due.map((id) =>
        end(id).then(
          () => false,
          (error: unknown) => {
            log.warn({ paymentId: id, err: error }, 'a payment still waits; it will be looked at again')
            return true
          },
        ),
      ),
    )
    return { more: due.length === PER_ROUND_MAX && !failed.includes(true) }
  }
}
