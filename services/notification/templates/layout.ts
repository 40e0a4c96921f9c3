/**
 * The form of every mail, in MJML: 600 pixels, one button, the shop's colours in both themes, the reader's own
 * fonts, no picture and nothing fetched. Compiled while developing (`compile.ts`), never while a mail is made.
 * `{{name}}` is text to be escaped, `{{#list}}…{{/list}}` comes once for each entry of a list.
 */
const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
const INK = '#0B3D42'
const QUIET = '#3F6064'
const PAGE = '#FBFCFA'
const HAIRLINE = '#D5DDD7'
const ACTION = '#C2410C'

const CELL = `padding:8px 0;border-bottom:1px solid ${HAIRLINE};vertical-align:top`
const row = (name: string, value: string, of: string) => `
  <tr>
    <td class="hairline${of}" style="${CELL};text-align:left;padding-right:24px">${name}</td>
    <td class="hairline${of}" style="${CELL};text-align:right">${value}</td>
  </tr>`

export const LAYOUT = `<mjml lang="{{tag}}">
  <mj-head>
    <mj-title>{{subject}}</mj-title>
    <mj-preview>{{preview}}</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><base target="_blank"></mj-raw>
    <mj-attributes>
      <mj-all font-family="${FONTS}" color="${INK}" padding="0" />
      <mj-text font-size="17px" line-height="1.5" />
      <mj-table font-size="17px" line-height="1.5" padding="0 0 16px" />
    </mj-attributes>
    <mj-style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      @media (prefers-color-scheme: dark) {
        body, body > div { background: #071F22 !important; }
        .words div, .words td, .words h1, .words h2, .words p { color: #E8F0EC !important; }
        .words .hairline { border-color: #244448 !important; }
        .quiet div, .quiet td { color: #A3B8B6 !important; }
        .button td { background: #FF8A4C !important; }
        .button a { background: #FF8A4C !important; color: #1A0B04 !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body width="600px" background-color="${PAGE}">
    <mj-section padding="24px 20px 8px">
      <mj-column>
        <mj-text css-class="words" font-size="20px" font-weight="700" letter-spacing="-0.4px" padding="0 0 24px">Rialto</mj-text>
        <mj-text css-class="words" padding="0"><h1 style="margin:0 0 16px;font-size:32px;line-height:1.1;letter-spacing:-0.6px">{{heading}}</h1></mj-text>
        <mj-text css-class="words">{{#paragraphs}}<p style="margin:0 0 16px;overflow-wrap:anywhere">{{text}}</p>{{/paragraphs}}</mj-text>
        <mj-table css-class="words">{{#facts}}${row('{{name}}', '{{value}}', '')}{{/facts}}</mj-table>
        <mj-text css-class="words">{{#receipt}}<h2 style="margin:16px 0 8px;font-size:17px">{{title}}</h2>{{/receipt}}</mj-text>
        <mj-table css-class="words">{{#receipt}}{{#lines}}${row('{{quantity}} × {{name}}', '{{total}}', '')}{{/lines}}{{#sums}}${row('{{name}}', '{{value}}', '')}{{/sums}}
          <tr>
            <td style="padding:8px 24px 8px 0;font-weight:700;text-align:left">{{totalName}}</td>
            <td style="padding:8px 0;font-weight:700;text-align:right">{{totalValue}}</td>
          </tr>{{/receipt}}</mj-table>
        <mj-button css-class="button" href="{{href}}" rel="noopener noreferrer" align="left" background-color="${ACTION}" color="#FFFFFF" border-radius="999px" font-size="17px" font-weight="700" inner-padding="12px 24px" padding="16px 0 32px">{{label}}</mj-button>
        <mj-text css-class="quiet" color="${QUIET}">{{closing}}</mj-text>
        <mj-text css-class="quiet" color="${QUIET}" font-size="13px" padding="40px 0 24px">{{why}}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`
