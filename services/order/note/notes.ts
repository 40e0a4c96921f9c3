/** What staff writes beside an order. The text of a private note stays out of the events. */
import type { Call } from '@rialto/kernel/contract/contract'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { actor, visibleOrder, type AccessNeeds } from '../access/access.ts'
import { happen } from '../stream/happen.ts'
import { idOf, keyed } from '../stream/keyed.ts'
import { insertNote, noteTexts, type Note } from './store.ts'

const CREATED = 201

type NoteNeeds = AccessNeeds & {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly wake: () => void
}

type NewNote = {
  readonly params: { readonly id: string }
  readonly body: { readonly text: string; readonly visibility?: Note['visibility'] }
}

export function noteRoutes(needs: NoteNeeds) {
  const { db, clock, ids } = needs

  async function write({ params, body }: NewNote, call: Call) {
    const orderId = params.id
    await visibleOrder(needs, orderId, call, 'orders:note')
    const note: Note = {
      id: idOf('nte', orderId, call, ids),
      orderId,
      visibility: body.visibility ?? 'private',
      text: body.text,
      by: actor(call),
      at: new Date(clock.now()).toISOString(),
    }
    if (!(await noteTexts(db, orderId)).has(note.id)) {
      const text = note.visibility === 'public' ? note.text : null
      await happen(needs, orderId, ({ placed: { userId } }) => ({
        event: {
          type: 'note_added',
          at: note.at,
          data: { noteId: note.id, visibility: note.visibility, text, by: note.by, userId },
        },
        beside: (tx) => insertNote(tx, note),
      }))
    }
    const { at: createdAt, ...rest } = note
    return { ...rest, createdAt }
  }

  return { addNote: (input: NewNote, call: Call) => keyed(db, call, CREATED, () => write(input, call)) }
}
