/** The second factor: set up, asked for, turned off. Its secret is sealed where it is kept. */
import type { IdentityInput } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import { wantMail } from '../action/mails.ts'
import { findAccount } from '../account/store.ts'
import { countKey, countWrong, refuseTooMany } from '../login/password-check.ts'
import { personOf, provePassword, unknownUser } from '../login/prove.ts'
import { findFailures, forgetFailures } from '../login/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import {
  enrolment,
  invalidOtp,
  newRecoveryCode,
  newSecret,
  plainCode,
  RECOVERY_CODES,
  stepOf,
} from './codes.ts'
import {
  countRecoveryCodes,
  deleteMfa,
  enableMfa,
  findMfa,
  insertRecoveryCodes,
  putSecret,
  useRecoveryCode,
  useStep,
} from './store.ts'

export async function describeMfa({ db }: IdentityNeeds, { caller }: Call) {
  const userId = personOf(caller)
  const [mfa, left] = await Promise.all([findMfa(db, userId), countRecoveryCodes(db, userId)])
  return { enabled: mfa?.isEnabled === true, recoveryCodesLeft: left }
}

export async function enrol(
  needs: IdentityNeeds,
  { currentPassword }: IdentityInput<'enrolMfa'>['body'],
  call: Call,
) {
  return provePassword(needs, call, currentPassword, async ({ account }) => {
    const { db, ids, clock, secrets } = needs
    const secret = newSecret(ids.secret())
    const sealed = secrets.seal('authenticator', account.id, secret, Buffer.from(ids.secret(), 'base64url'))
    if (!(await putSecret(db, account.id, sealed, new Date(clock.now())))) throw alreadyEnabled()
    return enrolment(secret, account.email ?? account.username ?? account.id)
  })
}

export async function confirm(
  needs: IdentityNeeds,
  { otp }: IdentityInput<'confirmMfa'>['body'],
  call: Call,
) {
  const userId = personOf(call.caller)
  return needs.turns.take(userId, call.deadline, async () => {
    const { db, clock, ids, secrets } = needs
    const mfa = await findMfa(db, userId)
    if (!mfa) throw notEnrolled()
    if (mfa.isEnabled) throw alreadyEnabled()
    const step = await braked(needs, userId, async () =>
      stepOf(secretOf(needs, userId, mfa.sealedSecret), plainCode(otp), clock.now()),
    )
    const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(ids.secret()))
    const tags = codes.map((code) => secrets.tag('recovery code', `${userId} ${plainCode(code)}`))
    await db.transaction(async (tx) => {
      if (!(await enableMfa(tx, userId, mfa.sealedSecret, step, new Date(clock.now()))))
        throw alreadyEnabled()
      await insertRecoveryCodes(tx, userId, tags)
      await wantMail(needs, tx, { kind: 'mfa_enabled', userId, email: await mailOf(tx, userId) })
    })
    return { recoveryCodes: codes }
  })
}

export async function disable(
  needs: IdentityNeeds,
  { currentPassword, otp }: IdentityInput<'disableMfa'>['body'],
  call: Call,
) {
  return provePassword(needs, call, currentPassword, async ({ account }) => {
    if (!account.hasMfa) throw notEnrolled()
    await braked(needs, account.id, () =>
      needs.db.transaction(async (tx) => {
        if (!(await acceptCode(needs, tx, account.id, otp))) return undefined
        await deleteMfa(tx, account.id)
        await wantMail(needs, tx, { kind: 'mfa_disabled', userId: account.id, email: account.email })
        return true
      }),
    )
    return { disabled: true } as const
  })
}

/** Whether the code is right, which uses it up: whatever the code was for commits with it. */
export async function acceptCode(
  needs: IdentityNeeds,
  tx: Tx,
  userId: string,
  otp: string,
): Promise<boolean> {
  const code = plainCode(otp)
  const mfa = await findMfa(tx, userId)
  if (!mfa?.isEnabled) return false
  const step = stepOf(secretOf(needs, userId, mfa.sealedSecret), code, needs.clock.now())
  if (step !== undefined) return useStep(tx, userId, step)
  return useRecoveryCode(tx, userId, needs.secrets.tag('recovery code', `${userId} ${code}`))
}

/** Tries a code of somebody who is signed in; wrong ones are slowed down like passwords, and refused. */
export async function braked<T>(
  needs: IdentityNeeds,
  userId: string,
  work: () => Promise<T | undefined>,
): Promise<T> {
  const key = countKey(`otp ${userId}`)
  const counted = await findFailures(needs.db, key)
  const counters = [{ key, counted }]
  refuseTooMany(needs, counters)
  const done = await work()
  if (done === undefined) throw (await countWrong(needs, counters)) ?? invalidOtp()
  if (counted) await forgetFailures(needs.db, key)
  return done
}

function secretOf({ secrets }: IdentityNeeds, userId: string, sealed: Buffer): Buffer {
  const secret = secrets.unseal('authenticator', userId, sealed)
  if (!secret) throw new Error(`the authenticator of ${userId} was sealed with another secret`)
  return secret
}

async function mailOf(db: Sql, userId: string): Promise<string | null> {
  const account = await findAccount(db, userId)
  if (!account) throw unknownUser(userId)
  return account.email
}

function alreadyEnabled(): Problem {
  return new Problem('mfa_already_enabled', {
    detail: 'Turn the second factor off first, then set up another.',
  })
}

function notEnrolled(): Problem {
  return new Problem('mfa_not_enrolled', { detail: 'Set one up first: POST /api/v1/auth/mfa/enrol.' })
}
