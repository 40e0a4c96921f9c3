/**
 * Compiles the layout. A tool of those who change it, as the library takes 100 MB to load:
 * `node services/notification/templates/compile.ts` writes `compiled.ts`, and a test says when that was forgotten.
 */
import { writeFileSync } from 'node:fs'
import mjml2html from 'mjml'
import { LAYOUT } from './layout.ts'

export async function compiledSource(): Promise<string> {
  const { html, errors } = await mjml2html(LAYOUT, { validationLevel: 'strict', fonts: {} })
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  const lines = html
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (/[\\`]|\$\{/.test(lines.join('')))
    throw new Error('the layout holds what a template string would change')
  return `/** The layout as HTML, made by \`compile.ts\` of \`layout.ts\`: change that one. */\nexport const COMPILED = String.raw\`${lines.join('\n')}\`\n`
}

if (import.meta.main) writeFileSync(new URL('./compiled.ts', import.meta.url), await compiledSource())
