/** Which services share a process in `npm run dev:<part>`, and where the parts find each other. */

/** `port` is where the other parts ask; nobody asks the gateway, which takes any. */
/** @typedef {{ port: number, services: readonly string[] }} Part */

/** @type {ReadonlyMap<string, Part>} */
export const NAMED_PARTS = new Map([
  ['gateway', { port: 0, services: ['gateway'] }],
  ['users', { port: 8101, services: ['identity', 'profile'] }],
  ['products', { port: 8102, services: ['catalog', 'search', 'inventory'] }],
  ['orders', { port: 8103, services: ['order', 'cart', 'tax', 'shipping'] }],
  ['payments', { port: 8104, services: ['payment'] }],
  ['notifications', { port: 8105, services: ['notification'] }],
])

/**
 * What the process of a part has to know; what is set already stays.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function environmentOf(name, env) {
  const own = NAMED_PARTS.get(name)
  if (own === undefined) throw new Error(`there is no part ${name}`)
  /** @type {[string, string][]} */
  const origins = [...NAMED_PARTS.values()].flatMap(({ port, services }) =>
    services
      .filter((service) => service !== 'gateway')
      .map((service) => [`RIALTO_ORIGIN_${service.toUpperCase()}`, `http://127.0.0.1:${port}`]),
  )
  /** @type {Record<string, string>} */
  const wanted = {
    ...Object.fromEntries(origins),
    RIALTO_SERVICES: own.services.join(','),
    RIALTO_INTERNAL_PORT: String(own.port),
  }
  return Object.fromEntries(Object.entries(wanted).filter(([variable]) => env[variable] === undefined))
}
