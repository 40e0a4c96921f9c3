/** What a person wants to be told, by which channel and in which language. */
import type { NotificationPreferences } from '@rialto/contracts/notification'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Database } from '@rialto/kernel/sql/database'
import { choose, preferencesOf } from '../domain.ts'
import { personOf } from '../mail/own.ts'
import { findPreference, lockPreference, writePreference, type PreferenceRow } from './store.ts'

type Wanted = {
  readonly locale?: string | null
  readonly items?: readonly Omit<NotificationPreferences['items'][number], 'locked'>[]
}

export function preferenceRoutes(db: Database) {
  return {
    preferences: async (_input: unknown, call: Call) => view(await findPreference(db, personOf(call))),

    putPreferences: async ({ body: { locale, items = [] } }: { body: Wanted }, call: Call) => {
      const userId = personOf(call)
      return db.transaction(async (tx) => {
        const before = await lockPreference(tx, userId)
        const chosen = choose(before.choices, items)
        if ('refused' in chosen) throw locked(chosen.refused)
        const after = {
          locale: locale === undefined ? before.locale : locale,
          choices: chosen.choices,
        }
        await writePreference(tx, userId, after)
        return view(after)
      })
    },
  }
}

function view({ locale, choices }: PreferenceRow): NotificationPreferences {
  return { locale, items: preferencesOf(choices) }
}

function locked({ topic, channel }: { topic: string; channel: string }): Problem {
  return new Problem('preference_locked', {
    detail: `Messages about ${topic} always come by ${channel}. Other channels and topics may be switched off.`,
  })
}
