/** How somebody likes the admin to look, kept in the browser and set on the page before it is painted. */

const YEAR_SECONDS = 365 * 24 * 60 * 60

const CHANGED = 'rialto:choice'

/** For `useSyncExternalStore`: hears that a choice was made here. */
export function hearChoices(hear: () => void): () => void {
  window.addEventListener(CHANGED, hear)
  return () => window.removeEventListener(CHANGED, hear)
}

export function choiceOf(name: 'rows'): string | undefined {
  return document.documentElement.dataset[name]
}

/** `document.documentElement.dataset` has each under its name, by the script below and by `keepChoice`. */
export function keepChoice(name: 'rows' | 'rail', value: string): void {
  document.cookie = `rialto_${name}=${value}; path=/admin; max-age=${YEAR_SECONDS}; samesite=lax`
  document.documentElement.dataset[name] = value
  window.dispatchEvent(new Event(CHANGED))
}

/** The theme is the shop's as well. `system` is the device's. */
export function keepTheme(theme: 'light' | 'dark' | 'system'): void {
  document.cookie = `rialto_theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  document.documentElement.dataset['theme'] =
    theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme
  window.dispatchEvent(new Event(CHANGED))
}

export function chosenTheme(): string {
  return /(?:^|; )rialto_theme=(light|dark)/.exec(document.cookie)?.[1] ?? 'system'
}

/** Who has it does not want to see the first steps. */
export const STEPS_COOKIE = 'rialto_steps'

export function putStepsAway(): void {
  document.cookie = `${STEPS_COOKIE}=away; path=/admin; max-age=${YEAR_SECONDS}; samesite=lax`
}

/** The cookie of the zone that times are told in. */
export const ZONE_COOKIE = 'rialto_zone'

/** Before the first paint, or the page would jump. */
export const CHOICES_SCRIPT = `(function(){var d=document,e=d.documentElement.dataset;
function c(n){var m=new RegExp('(?:^|; )rialto_'+n+'=([a-z]+)').exec(d.cookie);return m&&m[1]}
var t=c('theme');e.theme=t==='light'||t==='dark'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';
e.rows=c('rows')||'roomy';e.rail=c('rail')||(innerWidth<1024?'closed':'open');
var z=Intl.DateTimeFormat().resolvedOptions().timeZone;
if(z)d.cookie='${ZONE_COOKIE}='+encodeURIComponent(z)+'; path=/admin; max-age=${YEAR_SECONDS}; samesite=lax'})()`
