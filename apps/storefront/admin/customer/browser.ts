/** What a client called itself, as one would call it. */

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const
const CHARACTERS_MAX = 60

export function browserOf(agent: string | null): string {
  if (agent === null || agent === '') return 'Unknown client'
  const browser = BROWSERS.find(([mark]) => mark.test(agent))?.[1]
  const system = SYSTEMS.find(([mark]) => mark.test(agent))?.[1]
  if (browser === undefined) return agent.slice(0, CHARACTERS_MAX)
  return system === undefined ? browser : `${browser} on ${system}`
}
