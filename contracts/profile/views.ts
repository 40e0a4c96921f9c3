/** Views of a list that staff saves: a name for what was filtered and sorted, one’s own or everybody’s. */
import { Id, Time, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const VIEWS_PER_LIST_MAX = 50
export const VIEWS_SHOWN_MAX = 200

const WRITING = { permission: 'views:write' } as const
const ListName = Type.String({
  pattern: '^[a-z][a-z-]{0,39}$',
  description: 'Which list it is a view of.',
  examples: ['orders'],
})
const QueryText = Type.String({
  maxLength: 2_000,
  pattern: '^[\\x21-\\x7e]*$',
  description: 'The query of its address, percent-encoded, without the question mark.',
  examples: ['status=confirmed,shipped&sort=-total'],
})

const settings = {
  name: { ...line(60), examples: ['To be sent today'] },
  query: QueryText,
  shared: Type.Optional(Type.Boolean({ description: 'Whether all staff sees it; no unless said.' })),
}

const View = Type.Object({
  id: Id,
  list: ListName,
  name: Type.String(),
  query: QueryText,
  shared: Type.Boolean(),
  owner: Type.Boolean({ description: 'Whether it is one’s own.' }),
  createdAt: Time,
  updatedAt: Time,
})
const ViewPath = Type.Object({ id: Id })

export const viewRoutes = {
  views: {
    method: 'GET',
    path: '/api/v1/profile/views',
    summary: 'The saved views of a list: one’s own, then those that others share, each by name',
    policy: WRITING,
    query: Type.Object({ list: ListName }),
    output: Type.Object({ items: Type.Array(View, { maxItems: VIEWS_SHOWN_MAX }), nextCursor: Type.Null() }),
  },
  addView: {
    method: 'POST',
    path: '/api/v1/profile/views',
    summary: 'Save a view of a list',
    policy: WRITING,
    body: Type.Object({ list: ListName, ...settings }),
    output: View,
    status: 201,
    problems: ['views_full'],
    idempotent: true,
  },
  putView: {
    method: 'PUT',
    path: '/api/v1/profile/views/:id',
    summary: 'Write a view anew: one’s own; a shared one of others with views:manage',
    policy: WRITING,
    params: ViewPath,
    body: Type.Object(settings),
    output: View,
    problems: ['unknown_view'],
  },
  removeView: {
    method: 'DELETE',
    path: '/api/v1/profile/views/:id',
    summary: 'Forget a view: one’s own; a shared one of others with views:manage',
    policy: WRITING,
    params: ViewPath,
    output: Type.Object({ removed: Type.Literal(true) }),
    problems: ['unknown_view'],
  },
} as const

export { View }
