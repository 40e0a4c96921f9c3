/** Whose request it is, by address. What a client says about itself counts only behind a proxy that we trust. */
import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { sameAs } from './credential.ts'

export type AddressSet = (address: string) => boolean

/** A set of addresses and networks: `127.0.0.1`, `10.0.0.0/8`, `::1`. Throws for what is neither. */
export function addressSet(entries: readonly string[]): AddressSet {
  if (entries.length === 0) return () => false
  const list = new BlockList()
  for (const entry of entries) {
    const [network = '', prefix] = entry.split('/')
    const version = isIP(network)
    const bits = Number(prefix ?? (version === 4 ? 32 : 128))
    if (version === 0 || !Number.isInteger(bits))
      throw new Error(`“${entry}” is neither an address nor a network`)
    list.addSubnet(network, bits, version === 4 ? 'ipv4' : 'ipv6')
  }
  return (address) => list.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
}

/**
 * The address of whoever sent a request. Behind trusted proxies it is the last one in X-Forwarded-For that is not
 * itself a trusted proxy: what stands before that, the client may have written. `isVouchedFor` says of the nearest
 * what its address does not: the shop's pages ask from wherever they run.
 */
export function callerAddress(
  raw: IncomingMessage,
  isTrustedProxy: AddressSet,
  isVouchedFor: (raw: IncomingMessage) => boolean = () => false,
): string {
  const nearest = plain(raw.socket.remoteAddress)
  const forwarded = raw.headers['x-forwarded-for']
  if (typeof forwarded !== 'string' || !(isTrustedProxy(nearest) || isVouchedFor(raw))) return nearest
  let address = nearest
  for (const hop of forwarded.split(',').toReversed()) {
    const said = plain(hop.trim())
    if (isIP(said) === 0) return address
    address = said
    if (!isTrustedProxy(address)) return address
  }
  return address
}

/** The header by which the process of the shop's pages shows that it is one. */
export const VOUCHING = 'x-shop-credential'

/** Whether a request comes from the shop's pages. */
export function vouchedBy(credential: string): (raw: IncomingMessage) => boolean {
  const isShown = sameAs(credential)
  return ({ headers }) => {
    const shown = headers[VOUCHING]
    return typeof shown === 'string' && isShown(shown)
  }
}

/** A socket that speaks both versions shows IPv4 as `::ffff:10.0.0.1`. A socket that is gone has no address. */
function plain(address = '0.0.0.0'): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}
