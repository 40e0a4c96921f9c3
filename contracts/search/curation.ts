/** What merchants decide about search: words that mean the same, and products that stand first. */
import { Id, Time, line, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { QueryText } from './shapes.ts'

const TERMS_MAX = 20
const PINS_MAX = 50
const PERMISSION = { permission: 'search:write' } as const

const Terms = Type.Array(line(60), {
  minItems: 2,
  maxItems: TERMS_MAX,
  description: 'Each is found by all of the others',
  examples: [['sofa', 'couch', 'settee']],
})
const Synonym = Type.Object({ id: Id, terms: Terms, updatedBy: Type.String(), updatedAt: Time })

const ProductIds = Type.Array(Id, {
  minItems: 1,
  maxItems: PINS_MAX,
  description: 'In the order in which they stand first, where the filters let them through',
})
const Pin = Type.Object({
  id: Id,
  query: Type.String(),
  productIds: ProductIds,
  updatedBy: Type.String(),
  updatedAt: Time,
})
const PinQuery = { ...QueryText, minLength: 1 }

const Change = Type.Object({
  id: Type.Integer(),
  at: Time,
  actor: Type.String({ description: 'The user, or the service, who did it' }),
  action: Type.String({ description: 'synonym.created, pin.changed, index.rebuild, …' }),
  target: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
})

const IdPath = Type.Object({ id: Id })
const Gone = Type.Object({ id: Id, deleted: Type.Literal(true) })

export const curationRoutes = {
  synonyms: {
    method: 'GET',
    path: '/api/v1/search/synonyms',
    summary: 'The words that mean the same to this shop’s customers',
    policy: PERMISSION,
    query: listQuery({}),
    output: listOf(Synonym),
  },
  createSynonym: {
    method: 'POST',
    path: '/api/v1/search/synonyms',
    summary: 'Say that words mean the same',
    policy: PERMISSION,
    body: Type.Object({ terms: Terms }),
    output: Synonym,
    status: 201,
    problems: ['too_many_synonyms', 'empty_term'],
    idempotent: true,
  },
  putSynonym: {
    method: 'PUT',
    path: '/api/v1/search/synonyms/:id',
    summary: 'Give a group other words',
    policy: PERMISSION,
    params: IdPath,
    body: Type.Object({ terms: Terms }),
    output: Synonym,
    problems: ['unknown_synonym', 'empty_term'],
  },
  deleteSynonym: {
    method: 'DELETE',
    path: '/api/v1/search/synonyms/:id',
    summary: 'Forget that these words mean the same',
    policy: PERMISSION,
    params: IdPath,
    output: Gone,
    problems: ['unknown_synonym'],
  },
  pins: {
    method: 'GET',
    path: '/api/v1/search/pins',
    summary: 'The queries that some products stand first for',
    policy: PERMISSION,
    query: listQuery({}),
    output: listOf(Pin),
  },
  createPin: {
    method: 'POST',
    path: '/api/v1/search/pins',
    summary: 'Put products first for a query',
    policy: PERMISSION,
    body: Type.Object({ query: PinQuery, productIds: ProductIds }),
    output: Pin,
    status: 201,
    problems: ['query_pinned', 'too_many_pins', 'empty_term'],
    idempotent: true,
  },
  putPin: {
    method: 'PUT',
    path: '/api/v1/search/pins/:id',
    summary: 'Put other products first',
    policy: PERMISSION,
    params: IdPath,
    body: Type.Object({ query: Type.Optional(PinQuery), productIds: ProductIds }),
    output: Pin,
    problems: ['unknown_pin', 'query_pinned', 'empty_term'],
  },
  deletePin: {
    method: 'DELETE',
    path: '/api/v1/search/pins/:id',
    summary: 'Let relevance decide again',
    policy: PERMISSION,
    params: IdPath,
    output: Gone,
    problems: ['unknown_pin'],
  },
  curationChanges: {
    method: 'GET',
    path: '/api/v1/search/changes',
    summary: 'Who changed what of synonyms and pins, and who asked for a rebuild; newest first',
    policy: PERMISSION,
    query: listQuery({}),
    output: listOf(Change),
  },
} as const
