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
          ({ href, name, about }) => html`<li><a href="${href}">${name}</a> <span>${about}</span></li> `,
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
  operationTitleSource: 'path',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  metaData: { title: 'Rialto API reference' },
})})
`

export const START_STYLE = `:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; }
ul { list-style: none; padding: 0; }
li { padding: 0.35rem 0; }
a { font-weight: 600; }
span { opacity: 0.75; }
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
