/**
 * The one door: every public route of every contract, and nothing else. Who asks is found out once, before a
 * body is read; whether they may is decided behind it, by each route's policy.
 */
import { identity } from '@rialto/contracts/identity'
import type { Caller } from '@rialto/kernel/contract/contract'
import type { Problem } from '@rialto/kernel/contract/problem'
import { addressSet, callerAddress, vouchedBy } from '@rialto/kernel/net/addresses'
import { networkOf } from '@rialto/kernel/net/network'
import type { Ports } from '@rialto/kernel/ports/ports'
import { openApp, type App } from '@rialto/kernel/server/app'
import { mount, refuseOtherMethods } from '@rialto/kernel/server/mount'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { DOCUMENT_PAGES, mountDocuments } from '../documents/mount.ts'
import type { Platform } from '../platform.ts'
import { CHANGES_PATH, mountChanges, type ChangesNeeds } from './changes.ts'
import { allowOrigin, constantHeaders } from './headers.ts'
import { HEALTH_PAGES, mountHealth, type HealthNeeds } from './health.ts'
import { limitHeaders, openBucket, tooManyRequests, type Bucket, type Limit } from './limits.ts'
import { MEDIA_PATH, mountMedia, type MediaFiles } from './media.ts'
import { mountMetrics } from './metrics.ts'
import { foldPath } from './paths.ts'
import { learningEndpoints, openTokens, type Tokens } from './tokens.ts'

/** A person with a fast browser stays below a tenth of it. */
const GENERAL_LIMIT: Limit = { burst: 300, perMinute: 1_200 }
const SIGN_IN_LIMIT: Limit = { burst: 20, perMinute: 20 }

export type GatewayNeeds = Ports & {
  readonly platform: Platform
  readonly log: Logger
  /** Addresses and networks whose X-Forwarded-For is believed. None: the socket decides. */
  readonly trustedProxies?: readonly string[]
  /** Addresses and networks that no bucket is kept for. */
  readonly unlimitedAddresses?: readonly string[]
  /** Origins whose pages may call: `https://shop.example`. */
  readonly corsOrigins?: readonly string[]
  readonly isBehindTls?: boolean
  /** Opens /metrics; without one it is open to this machine. */
  readonly metricsToken?: string
  readonly limits?: { readonly general?: Limit; readonly signIn?: Limit }
  readonly isDraining?: () => boolean
  readonly servicesAt?: HealthNeeds['servicesAt']
  /** The pictures that are kept; without, none are given out. */
  readonly media?: MediaFiles
  /** What the process of the shop’s pages hears; without, there is no such stream. */
  readonly changes?: Omit<ChangesNeeds, 'timers'>
}

/** Opens the gateway; it listens when the app is told to. Throws where the platform has no identity. */
export function openGateway(needs: GatewayNeeds): App {
  const { platform, log, clock, ids } = needs
  const corsOrigins = new Set(needs.corsOrigins)
  const app = openApp({
    clock,
    ids,
    log,
    rewrite: foldPath,
    headers: constantHeaders({ isBehindTls: needs.isBehindTls ?? false, corsOrigins }),
  })
  const tokens = openTokens(needs)
  app.addHook('onRequest', doorkeeper(needs, tokens, corsOrigins))
  app.addHook('onReady', (done) => {
    tokens.start()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    tokens.stop()
    done()
  })

  for (const contract of platform.contracts) {
    const endpoints = platform.endpointsOf(contract.name)
    mount(
      app,
      contract,
      contract.name === identity.name ? learningEndpoints(endpoints, tokens, log) : endpoints,
      {
        now: () => clock.now(),
        identify: ({ caller }) => caller ?? NOBODY,
      },
    )
  }
  mountDocuments(app, platform)
  if (needs.media) mountMedia(app, needs.media)
  const media = needs.media ? [MEDIA_PATH] : []
  refuseOtherMethods(app, platform.contracts, [...PAGES, ...DOCUMENT_PAGES, ...media])
  mountHealth(app, {
    ...needs,
    looks: platform.looks,
    isReady: () => tokens.isReady(),
    isDraining: needs.isDraining ?? (() => false),
  })
  mountMetrics(app, platform, needs.metricsToken)
  if (needs.changes) mountChanges(app, { ...needs.changes, timers: needs.timers })
  return app
}

/** The doorkeeper has spoken before any route does; this stands for what cannot be. */
const NOBODY: Caller = { kind: 'anonymous', address: '0.0.0.0' }

/** What the gateway answers by itself. */
const PAGES: readonly string[] = [...HEALTH_PAGES, '/metrics']

const { routes } = identity
/** Routes that carry their own proof, or need none: a stale token in the header does not stand in their way. */
const LENIENT: ReadonlySet<string | undefined> = new Set([
  ...[
    routes.register,
    routes.login,
    routes.refresh,
    routes.logout,
    routes.validate,
    routes.forgotPassword,
    routes.resetPassword,
    routes.verifyEmail,
  ].map(({ path }) => path),
  ...PAGES,
  ...DOCUMENT_PAGES,
  CHANGES_PATH,
])
const SIGN_IN: ReadonlySet<string | undefined> = new Set(
  [
    routes.register,
    routes.login,
    routes.forgotPassword,
    routes.resetPassword,
    routes.verifyEmail,
    routes.resendVerification,
    routes.changeEmail,
  ].map(({ path }) => path),
)

/** One hook for all that is asked of every request: origin, caller, bucket. Free of promises for a token seen before. */
function doorkeeper(needs: GatewayNeeds, tokens: Tokens, corsOrigins: ReadonlySet<string>) {
  const { clock } = needs
  const isTrustedProxy = addressSet(needs.trustedProxies ?? [])
  const isVouchedFor = needs.changes && vouchedBy(needs.changes.credential)
  const isUnlimited = addressSet(needs.unlimitedAddresses ?? [])
  const general = openBucket(needs.limits?.general ?? GENERAL_LIMIT)
  const signIn = openBucket(needs.limits?.signIn ?? SIGN_IN_LIMIT)

  /** Gives the refusal, if the bucket is empty. */
  function charge(bucket: Bucket, caller: Caller, address: string, reply: FastifyReply): Problem | undefined {
    if (isUnlimited(address)) return undefined
    const charged = bucket.charge(caller.kind === 'user' ? caller.id : networkOf(address), clock.now())
    reply.headers(limitHeaders(bucket, charged))
    return charged.retryMs > 0 ? tooManyRequests(charged) : undefined
  }

  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    if (corsOrigins.size > 0 && allowOrigin(request, reply, corsOrigins)) return
    const address = callerAddress(request.raw, isTrustedProxy, isVouchedFor)
    const route = request.routeOptions.url
    const anonymous: Caller = { kind: 'anonymous', address }

    const enter = (caller: Caller) => {
      request.caller = caller
      done(
        SIGN_IN.has(route)
          ? charge(signIn, anonymous, address, reply)
          : charge(general, caller, address, reply),
      )
    }
    const refuse = (error: Error) => {
      if (LENIENT.has(route)) return enter(anonymous)
      // A wrong token costs more to find out than most right requests.
      done(charge(general, anonymous, address, reply) ?? error)
    }

    const { authorization } = request.headers
    if (authorization === undefined) return enter(anonymous)
    let caller: Caller | Promise<Caller>
    try {
      caller = tokens.identify(authorization, address)
    } catch (error) {
      return refuse(error as Error)
    }
    if (caller instanceof Promise) caller.then(enter, refuse)
    else enter(caller)
  }
}
