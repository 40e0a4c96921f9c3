/** The pages of the gateway: where to begin, and the reference. Both work without any other host. */
import { html, type Html } from '@rialto/kernel/html/html'

const LINKS = [
  { href: '/docs', name: 'API reference', about: 'every operation, with a button to try it' },
  { href: '/openapi.json', name: 'openapi.json', about: 'OpenAPI 3.1, for generators and tests' },
  { href: '/asyncapi.json', name: 'asyncapi.json', about: 'the events, AsyncAPI 3' },
  { href: '/postman.json', name: 'postman.json', about: 'a collection that buys something, step by step' },
  { href: '/health', name: 'Health', about: 'how each service is' },
  { href: '/api/v1/products', name: 'Products', about: 'what is on sale' },
] as const

export function startPage(): Html {
  return page(
    'Rialto',
    html`<main>
      <h1>Rialto</h1>
      <p>The shop’s API answers here.</p>
      <ul>
        ${LINKS.map(
          ({ href, name, about }) =>
            html`<li>
              <a href="${href}"><b>${name}</b><span>${about}</span></a>
            </li>`,
        )}
      </ul>
    </main>`,
    html`<link rel="stylesheet" href="/docs/page.css" />`,
  )
}

export function referencePage(): Html {
  return page(
    'Rialto API reference',
    html`<div id="reference"></div>
      <noscript>
        <p>The reference needs JavaScript; <a href="/openapi.json">openapi.json</a> says the same.</p>
      </noscript>
      <script src="/docs/reference.js"></script>
      <script src="/docs/begin.js"></script>`,
    html``,
  )
}

/** Shown by the reference: nothing of it may go to another host. */
export const BEGIN_SCRIPT = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  persistAuth: false,
  authentication: { preferredSecurityScheme: 'bearer' },
  operationTitleSource: 'summary',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  metaData: { title: 'Rialto API reference' },
})})
`

export const START_STYLE = `:root {
  color-scheme: light dark;
  --page: #fbfcfa; --ink: #0b3d42; --muted: #3f6064; --line: #d5ddd7; --focus: #c2410c;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #071f22; --ink: #e8f0ec; --muted: #a3b8b6; --line: #16393d; --focus: #ff8a4c; }
}
body {
  font: 1.0625rem/1.5 'Hanken Grotesk', system-ui, sans-serif; color: var(--ink); background: var(--page);
  max-width: 38rem; margin: 12vh auto; padding: 0 1.5rem;
}
h1 { font-size: 3rem; line-height: 1.05; letter-spacing: -0.02em; margin: 0; }
h1 + p { color: var(--muted); font-size: 1.25rem; margin: 0.5rem 0 3rem; }
ul { list-style: none; padding: 0; margin: 0; border-top: 1px solid var(--line); }
li { border-bottom: 1px solid var(--line); }
a { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; padding: 0.75rem 0; color: inherit; text-decoration: none; }
a b { flex: 0 0 9rem; }
a span { color: var(--muted); }
a:hover b { text-decoration: underline; text-underline-offset: 0.2em; }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 4px; }
`

function page(title: string, body: Html, head: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html>`
}
