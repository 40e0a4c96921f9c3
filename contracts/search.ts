/** Search: products by what people type, with facets, corrections and suggestions. */
import { contract, type Client, type Input, type Output } from '@rialto/kernel/contract/contract'
import { Time } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { curationRoutes } from './search/curation.ts'
import { QueryText, SearchQuery, SearchResult, Suggestions, type Facets } from './search/shapes.ts'
export { QUERY_CHARACTERS_MAX } from './search/shapes.ts'
import type { Static } from 'typebox'

const SUGGESTIONS_MAX = 20

const Index = Type.Object({
  generation: Type.Integer({ description: 'How often the index was built anew' }),
  state: Type.Union([Type.Literal('ready'), Type.Literal('building')]),
  documents: Type.Integer({ description: 'Products that can be found' }),
  walked: Type.Integer({ description: 'Products that the build under way, or the last one, has read' }),
  startedBy: Type.Union([Type.String(), Type.Null()]),
  startedAt: Type.Union([Time, Type.Null()]),
  builtAt: Type.Union([Time, Type.Null()]),
})

export const search = contract({
  name: 'search',
  summary: 'Finding products by words, with facets, spelling, synonyms and pins',
  problems: {
    unknown_synonym: { status: 404, title: 'There is no such group of synonyms' },
    unknown_pin: { status: 404, title: 'Nothing is pinned under this id' },
    query_pinned: { status: 409, title: 'Products are pinned to this query already' },
    too_many_synonyms: { status: 409, title: 'There are as many synonyms as there can be' },
    too_many_pins: { status: 409, title: 'There are as many pins as there can be' },
    empty_term: { status: 422, title: 'A term has no letter and no digit' },
  },
  routes: {
    find: {
      method: 'GET',
      path: '/api/v1/search',
      summary: 'Products that fit what was typed, the best first, with facets to narrow them down',
      policy: 'public',
      query: SearchQuery,
      output: SearchResult,
    },
    suggest: {
      method: 'GET',
      path: '/api/v1/search/suggest',
      summary: 'Products, categories and brands with a word that begins like what was typed',
      policy: 'public',
      query: Type.Object({
        q: QueryText,
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: SUGGESTIONS_MAX })),
      }),
      output: Suggestions,
    },
    ...curationRoutes,
    index: {
      method: 'GET',
      path: '/api/v1/search/index',
      summary: 'How the index is, and how far a build has come',
      policy: { permission: 'search:write' },
      output: Index,
    },
    rebuild: {
      method: 'POST',
      path: '/api/v1/search/rebuild',
      summary: 'Build the index anew beside the one that is asked, and switch when it is whole',
      policy: { permission: 'search:rebuild' },
      output: Index,
      status: 202,
    },
  },
  events: {
    performed: {
      version: 1,
      aliases: ['search_performed'],
      data: Type.Object({
        searches: Type.Array(
          Type.Object({
            query: Type.String({ description: 'As it is compared: lower case, singular' }),
            times: Type.Integer({ minimum: 1 }),
            total: Type.Integer({ description: 'What was found the last time' }),
          }),
        ),
      }),
    },
  },
})

type Routes = (typeof search)['routes']

export type SearchClient = Client<typeof search>
export type SearchAsked = Input<Routes['find']>['query']
export type SearchFound = Output<Routes['find']>
export type SearchSuggestions = Output<Routes['suggest']>
export type SearchIndex = Output<Routes['index']>
export type SearchFacets = Static<typeof Facets>
