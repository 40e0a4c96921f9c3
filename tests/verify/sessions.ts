/** Sessions, as far as SQL can see: what has ended gives no more tokens. */
import type { Invariant } from './invariant.ts'

const deadStaysDead: Invariant = {
  number: 18,
  title: 'A revoked session or rotated refresh token is dead',
  instant: true,
  reads: ['identity'],
  judge: async ({ read }) => [
    await read('identity').examine(
      'sessions that ended with their reason',
      `select case
                when (ended_at is null) <> (ended_reason is null) or (ended_at is null) <> (ended_xid is null)
                then format('session %s: ended %s, because of %s', id, ended_at, ended_reason) end as breach
         from session`,
    ),
    await read('identity').examine(
      'refresh tokens that are good once, in one session',
      `select case
                when count(*) filter (where current) > 1 then format('a token is current in %s sessions: %s', count(*), string_agg(id, ', '))
                when bool_or(current) and bool_or(not current)
                then format('a spent token is current: %s', string_agg(id, ', ')) end as breach
         from (select id, token_hash as hash, true as current from session
               union all select id, previous_hash, false from session where previous_hash is not null) as tokens
        group by hash`,
    ),
  ],
}

export const SESSIONS: readonly Invariant[] = [deadStaysDead]
