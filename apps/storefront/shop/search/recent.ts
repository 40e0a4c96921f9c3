/** What was searched for in this browser, the last first. It never leaves it. */

const NAME = 'rialto:searches'
const REMEMBERED_MAX = 5

export function recentSearches(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string').slice(0, REMEMBERED_MAX) : []
  } catch {
    // A browser may keep nothing for us.
    return []
  }
}

export function rememberSearch(text: string): void {
  if (text === '') return
  const others = recentSearches().filter((each) => each !== text)
  try {
    localStorage.setItem(NAME, JSON.stringify([text, ...others].slice(0, REMEMBERED_MAX)))
  } catch {
    // Then it is forgotten.
  }
}

export function forgetSearches(): void {
  try {
    localStorage.removeItem(NAME)
  } catch {
    // There is nothing.
  }
}
