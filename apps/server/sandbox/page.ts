/** How the sandbox’s pages look: plain, and plainly not a bank. */
import { TEST_CARDS } from '@rialto/adapter-sandbox/cards'
import type { ChallengeView } from '@rialto/contracts/payment'
import { html, type Html } from '@rialto/kernel/html/html'

const ENDINGS: Readonly<Record<Exclude<ChallengeView['state'], 'open'>, string>> = {
  approved: 'You confirmed this payment.',
  refused: 'You refused this payment. Nothing was charged.',
  expired: 'The time to confirm this payment is over. Nothing was charged.',
}

export function challengePage({ amount, currency, state }: ChallengeView, back: string | undefined): Html {
  const sum = new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)
  return shell(
    'Confirm your payment',
    html`<p class="sum">${sum}</p>
      ${
        state === 'open'
          ? html`<p>Is it you who is paying?</p>
              <form method="post">
                ${hidden(back)}
                <button name="answer" value="approve" class="first">Approve</button>
                <button name="answer" value="refuse">Refuse</button>
              </form>`
          : html`<p>${ENDINGS[state]}</p>
              ${back !== undefined && html`<p><a href="${back}">Back to the shop</a></p>`}`
      }`,
  )
}

export function cardPage(form: {
  readonly back: string | undefined
  readonly token?: string
  readonly isUnknown?: boolean
}): Html {
  return shell(
    'A test card',
    html`${
        form.token === undefined
          ? html`<form method="post">
              ${hidden(form.back)}
              <label for="number">Card number</label>
              <input
                id="number"
                name="number"
                inputmode="numeric"
                autocomplete="off"
                maxlength="23"
                required
              />
              ${form.isUnknown === true && html`<p role="alert">Only the test cards below are known here.</p>`}
              <button class="first">Get a token</button>
            </form>`
          : html`<p>The token of this card is <code>${form.token}</code>.</p>`
      }
      <table>
        <thead>
          <tr>
            <th scope="col">Card</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          ${TEST_CARDS.map(
            ({ number, what }) =>
              html`<tr>
                <td><code>${number}</code></td>
                <td>${what}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  )
}

export function failurePage(title: string, detail: string | undefined): Html {
  return shell(title, html`<p>${detail ?? 'Nothing was changed. Try again in a moment.'}</p>`)
}

function hidden(back: string | undefined): Html | false {
  return back !== undefined && html`<input type="hidden" name="return" value="${back}" />`
}

function shell(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Payment sandbox</title>
        <link rel="stylesheet" href="/api/v1/sandbox/sandbox.css" />
      </head>
      <body>
        <main>
          <p class="sandbox">Payment sandbox: no money moves here</p>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`
}
