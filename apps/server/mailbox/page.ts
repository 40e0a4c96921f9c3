/** How the inbox looks: a list, a mail beside it, and a sentence where there is neither. */
import type { Mail, MailSummary } from '@rialto/contracts/notification'
import { html, Html } from '@rialto/kernel/html/html'
import { headersOf, hogMessage } from './mailhog.ts'

export const VIEWS = ['mail', 'text', 'headers', 'raw'] as const
export type View = (typeof VIEWS)[number]

export type List = {
  readonly items: readonly MailSummary[]
  readonly nextCursor: string | null
  readonly total: number
  readonly to: string | undefined
  /** Where this page of the list begins; undefined for the newest mails. */
  readonly cursor: string | undefined
}

export function listPage(list: List): Html {
  const title = list.to === undefined ? 'Mail' : `Mail to ${list.to}`
  return shell(
    title,
    list.to,
    html`<main class="list-alone">
      <div class="title">
        <h1>${title}</h1>
        ${list.total > 0 && html`<p class="quiet">${count(list.total)}</p>`}
      </div>
      ${list.items.length > 0 ? html`${mails(list)}${pager(list)}${clearing()}` : empty(list.to)}
    </main>`,
  )
}

export function mailPage(shown: { readonly mail: Mail; readonly list: List; readonly view: View }): Html {
  const { mail, list, view } = shown
  return shell(
    mail.subject,
    list.to,
    html`<div class="two">
      <nav class="beside" aria-label="Mails">${mails(list, mail.id)}${pager(list)}</nav>
      <main>
        <a class="back" href="${address('/', { to: list.to, cursor: list.cursor })}">All mails</a>
        <h1>${mail.subject}</h1>
        <dl class="facts">
          <div>
            <dt>To</dt>
            <dd>${mail.to}</dd>
          </div>
          <div>
            <dt>From</dt>
            <dd>${mail.from}</dd>
          </div>
          <div>
            <dt>At</dt>
            <dd>${time(mail.at)}</dd>
          </div>
          ${
            mail.orderId !== null &&
            html`<div>
              <dt>Order</dt>
              <dd>${mail.orderId}</dd>
            </div>`
          }
          <div>
            <dt>Fate</dt>
            <dd>${FATES[mail.status]}</dd>
          </div>
        </dl>
        ${mail.channel === 'email' ? forms(mail, view, list) : html`<pre tabindex="0">${mail.text}</pre>`}
      </main>
    </div>`,
  )
}

export function failurePage(title: string, detail: string | undefined): Html {
  return shell(
    title,
    undefined,
    html`<main class="list-alone empty">
      <h1>${title}</h1>
      <p>${detail ?? 'Nothing was changed. Try again in a moment.'}</p>
      <p><a href="/">All mails</a></p>
    </main>`,
  )
}

function forms(mail: Mail, view: View, list: List): Html {
  return html`<nav class="views" aria-label="Forms of this mail">
      ${VIEWS.map((each) => viewLink(each, each === view, mail.id, list))}
    </nav>
    ${body(mail, view)}`
}

const CHANNELS: Readonly<Record<Mail['channel'], string>> = {
  email: 'Mail',
  sms: 'Text message',
  push: 'Push notification',
  in_app: 'Own list',
}

const FATES: Readonly<Record<Mail['status'], string>> = {
  delivered_to_inbox: 'Kept here by the sandbox; no server is set',
  queued: 'On its way to the server',
  sent: 'Taken by the server',
  failed: 'Refused for good',
  kept: 'Only in its reader’s own list',
  parked: 'Given up after five tries',
  no_recipient: 'No address',
}

const VIEW_NAMES: Readonly<Record<View, string>> = {
  mail: 'Mail',
  text: 'Plain text',
  headers: 'Headers',
  raw: 'Raw',
}

function viewLink(view: View, current: boolean, id: string, { to, cursor }: List): Html {
  const href = address(`/mails/${id}`, { to, cursor, view: view === 'mail' ? undefined : view })
  return html`<a href="${href}" ${current && new Html(' aria-current="true"')}>${VIEW_NAMES[view]}</a> `
}

function body(mail: Mail, view: View): Html {
  switch (view) {
    case 'mail':
      return html`<iframe
        title="The mail as its reader sees it"
        src="/mails/${mail.id}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
      ></iframe>`
    case 'text':
      return html`<pre tabindex="0">${mail.text}</pre>`
    case 'raw':
      return html`<pre tabindex="0">${hogMessage(mail).Raw.Data}</pre>`
    case 'headers':
      return html`<pre tabindex="0">
${Object.entries(headersOf(mail))
          .map(([name, values]) => `${name}: ${values.join(', ')}`)
          .join('\n')}</pre>`
  }
}

function mails({ items, to, cursor }: List, openId?: string): Html {
  return html`<ol class="mails">
    ${items.map(
      ({ id, subject, to: recipient, at, channel }) =>
        html`<li>
          <a
            href="${address(`/mails/${id}`, { to, cursor })}"
            ${id === openId && new Html(' aria-current="page"')}
          >
            <span class="subject">${subject}</span>
            <span class="to">${recipient}${channel !== 'email' && html` · ${CHANNELS[channel]}`}</span>
            ${time(at)}
          </a>
        </li>`,
    )}
  </ol>`
}

/** A plain form: the page needs no script, and a page of somebody else is refused by its origin. */
function clearing(): Html {
  return html`<form class="clear" method="post" action="/clear"><button>Empty the inbox</button></form>`
}

function pager({ nextCursor, to, cursor }: List): Html | false {
  if (nextCursor === null && cursor === undefined) return false
  return html`<p class="pager">
    ${cursor !== undefined && html`<a href="${address('/', { to })}">Newest mails</a>`}
    ${nextCursor !== null && html`<a href="${address('/', { to, cursor: nextCursor })}">Older mails</a>`}
  </p>`
}

function empty(to: string | undefined): Html {
  return html`<div class="empty">
    ${ARCH}
    ${
      to === undefined
        ? html`<p>No mail yet. Place an order, and its confirmation is here a moment later.</p>
            <p><code>npx rialto demo order</code></p>`
        : html`<p>Nobody whose address begins like that was written to.</p>
            <p><a href="/">All mails</a></p>`
    }
  </div>`
}

function shell(title: string, to: string | undefined, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Rialto mail</title>
        <link rel="icon" href="${ICON}" />
        <link rel="stylesheet" href="/mailbox.css" />
      </head>
      <body>
        <header>
          <a class="brand" href="/">${MARK} Rialto</a>
          <form method="get" action="/" role="search">
            <label for="to">Written to</label>
            <input
              id="to"
              name="to"
              type="search"
              value="${to ?? ''}"
              maxlength="254"
              autocomplete="off"
              spellcheck="false"
            />
            <button>Search</button>
          </form>
        </header>
        ${content}
      </body>
    </html>`
}

function count(total: number): string {
  return total === 1 ? '1 mail' : `${total.toLocaleString('en')} mails`
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

function time(at: string): Html {
  return html`<time datetime="${at}">${TIME.format(new Date(at))}</time>`
}

function address(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}

/** The bridge: one arch. The only orange on the page besides the mark of the open mail. */
const MARK = new Html(
  '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="M3 20V13a9 9 0 0 1 18 0v7" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"/><circle class="sun" cx="12" cy="15" r="3"/></svg>',
)
const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 20V13a9 9 0 0 1 18 0v7" fill="none" stroke="#6B8588" stroke-width="3" stroke-linecap="round"/><circle cx="12" cy="15" r="3" fill="#C2410C"/></svg>')}`
const ARCH = new Html(
  '<svg class="arch" viewBox="0 0 160 120" width="160" height="120" aria-hidden="true"><path class="niche" d="M40 104V56a40 40 0 0 1 80 0v48z"/><path class="floor" d="M0 104h160v16H0z"/><path class="chip-a" d="m12 109 6-2 2 5-6 2zM64 112l5-3 4 4-7 3zM132 108l6 1-1 5-6-1z"/><path class="chip-b" d="m34 113 5-3 3 4-6 3zM98 108l5 2-2 4-5-2zM148 113l5-2 1 4-5 2z"/><path class="letter" d="M56 72h48v32H56z"/><path class="fold" d="m56 72 24 18 24-18"/></svg>',
)
