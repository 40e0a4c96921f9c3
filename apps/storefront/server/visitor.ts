/** Where a visitor comes from, and how the gateway is told so. */
import type { IncomingMessage } from 'node:http'
import { addressSet, callerAddress, VOUCHING } from '@rialto/kernel/net/addresses'
import type { Settings } from './settings.ts'

export type Visitor = (request: IncomingMessage) => string

/** The address of whoever asks, behind the proxies that the settings trust. */
export function openVisitor({ trustedProxies }: Pick<Settings, 'trustedProxies'>): Visitor {
  const isTrustedProxy = addressSet(trustedProxies)
  return (request) => callerAddress(request, isTrustedProxy)
}

/**
 * Headers that tell the gateway for whom the shop asks: it counts requests by address, and all of ours come from one.
 * It believes who shows the credential.
 */
export function inNameOf(address: string, credential: string | undefined): Record<string, string> {
  return { 'x-forwarded-for': address, ...(credential === undefined ? {} : { [VOUCHING]: credential }) }
}
