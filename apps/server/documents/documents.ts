/** The documents of the platform as they are served, written to docs/, and printed. */
import { NAMES, SHOWN, WORDS } from '@rialto/contracts/examples'
import { asyncApiOf } from '@rialto/kernel/document/asyncapi'
import { openApiOf } from '@rialto/kernel/document/openapi'
import { postmanOf } from '@rialto/kernel/document/postman'
import type { Json } from '@rialto/kernel/document/schema'
import { HEALTH_PATHS } from './health.ts'
import { platformSources, type Sources } from './sources.ts'
import { PLACES, VARIABLES, WALK } from './walk.ts'
import { API_INFO, EVENTS_INFO } from './words.ts'

export function openApiDocument({ contracts }: Sources = platformSources()): Json {
  return openApiOf(contracts, {
    info: API_INFO,
    names: NAMES,
    words: WORDS,
    shown: SHOWN,
    paths: HEALTH_PATHS,
  })
}

export function asyncApiDocument({ contracts, listeners }: Sources = platformSources()): Json {
  return asyncApiOf(contracts, { info: EVENTS_INFO, words: WORDS, listeners })
}

export function postmanDocument({ contracts }: Sources = platformSources()): Json {
  return postmanOf(contracts, {
    info: API_INFO,
    walk: WALK,
    places: PLACES,
    variables: VARIABLES,
    words: WORDS,
    shown: SHOWN,
  })
}
