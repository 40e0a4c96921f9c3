/** What counts as one place on the network: an IPv4 address, or the IPv6 network of 64 bits that one customer is given. */
const GROUPS = 8
const NETWORK_GROUPS = 4

/** `203.0.113.7` as it is; `2001:db8::1` as `2001:db8:0:0::/64`. For counting and recognising, not for routing. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, GROUPS - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`
}
