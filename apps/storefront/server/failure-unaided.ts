/**
 * Says without scripts, too, that a page could not be made. Next leaves such a page empty for its scripts to fill
 * (ui/failure.tsx); here the same words are put into it for browsers that run none.
 */
import type { ServerResponse } from 'node:http'
import { directionOf, localeOf, type Locale } from '../region/locales.ts'
import ar from '../words/ar/faults.json' with { type: 'json' }
import de from '../words/de/faults.json' with { type: 'json' }
import en from '../words/en/faults.json' with { type: 'json' }
import fr from '../words/fr/faults.json' with { type: 'json' }

const WORDS = { en, de, fr, ar } as const satisfies Readonly<Record<Locale, unknown>>
const EMPTY_PAGE = '<html id="__next_error__"'
const STYLES = /\/_next\/static\/[\w./-]+\.css/g
/** As Next names a failure, in what it writes for its scripts. */
const CODE = /"digest\\?":\\?"(\d+)/

export function sayFailureUnaided(response: ServerResponse, url: string): void {
  const write = response.write.bind(response) as (...args: unknown[]) => boolean
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  const held: Buffer[] = []
  const isHeld = (piece: unknown) =>
    response.statusCode === 500 &&
    String(response.getHeader('content-type')).startsWith('text/html') &&
    (typeof piece === 'string' || piece instanceof Uint8Array)
  response.write = (...args: unknown[]) => {
    const [piece] = args
    if (!isHeld(piece)) return write(...args)
    held.push(Buffer.from(piece as string))
    return true
  }
  response.end = (...args: unknown[]) => {
    const [piece] = args
    if (isHeld(piece)) held.push(Buffer.from(piece as string))
    else if (held.length === 0) return end(...args)
    if (!response.headersSent) response.removeHeader('content-length')
    return end(filled(Buffer.concat(held).toString('utf8'), localeOf(url)))
  }
}

function filled(page: string, locale: Locale): string {
  const words = WORDS[locale]
  const code = CODE.exec(page)?.[1]
  const styles = [...new Set(page.match(STYLES) ?? [])]
  const said = `<noscript>
${styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('')}
<main class="measure py-18">
<div aria-hidden="true" class="arch terrazzo h-48 w-36 bg-surface"></div>
<h1 class="mt-8 text-display">${words.failureTitle}</h1>
<p class="mt-3 max-w-[50ch] text-lead text-muted">${words.failureText}</p>
<p class="mt-3 max-w-[60ch] text-muted">${words.failureSafe}</p>
<a href="" class="mt-8 inline-flex min-h-11 items-center rounded-pill bg-action px-6 font-semibold text-on-action">${words.failureAction}</a>
${code === undefined ? '' : `<p class="mt-8 text-small text-muted">${words.failureCode.replace('{code}', code)}</p>`}
</main></noscript>`
  return page
    .replace(EMPTY_PAGE, `${EMPTY_PAGE} lang="${locale}" dir="${directionOf(locale)}"`)
    .replace(/<head>/, `<head><title>${words.failureTitle} · Rialto</title>`)
    .replace(/<body[^>]*>/, (body) => body + said)
}
