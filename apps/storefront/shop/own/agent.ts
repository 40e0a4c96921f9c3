/** What a browser calls itself, in words that its owner recognises. */

type Agent = { readonly browser: string; readonly system: string }

/** The first that fits: most browsers also name those that they want to be taken for. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

/** Undefined for what is no browser that we know. */
export function readAgent(text: string): Agent | undefined {
  const browser = BROWSERS.find(([mark]) => mark.test(text))?.[1]
  const system = SYSTEMS.find(([mark]) => mark.test(text))?.[1]
  return browser === undefined || system === undefined ? undefined : { browser, system }
}
