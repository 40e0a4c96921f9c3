'use client'
/** The product pages that the worker of the shop has kept (worker/work.ts), newest first. */
import { useEffect, useState } from 'react'

const PAGES = 'rialto-pages-'
/** Behind the name of a page stands that of the shop. */
const SHOP_NAME = / · Rialto$/

type Seen = { readonly href: string; readonly name: string; readonly picture: string | undefined }

export function LastSeen({ title }: { readonly title: string }) {
  const [seen, setSeen] = useState<readonly Seen[]>([])
  useEffect(() => {
    void (async () => {
      if ('caches' in window) setSeen(await readSeen())
    })()
  }, [])
  if (seen.length === 0) return null
  return (
    <section aria-labelledby="seen" className="mt-18">
      <h2 id="seen" className="text-title">
        {title}
      </h2>
      <ul className="mt-6 grid grid-cols-2 gap-x-5 gap-y-8 md:grid-cols-4 lg:grid-cols-6">
        {seen.map(({ href, name, picture }) => (
          <li key={href}>
            <a href={href} className="group block">
              <img src={picture} alt="" width={320} height={400} className="picture arch" />
              <span className="mt-2 block font-semibold group-hover:underline">{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function readSeen(): Promise<readonly Seen[]> {
  const name = (await caches.keys()).find((each) => each.startsWith(PAGES))
  if (name === undefined) return []
  const cache = await caches.open(name)
  const pages = (await cache.keys()).toReversed()
  return Promise.all(
    pages.map(async (request) => {
      const { pathname, search } = new URL(request.url)
      const text = (await (await cache.match(request, { ignoreVary: true }))?.text()) ?? ''
      const page = new DOMParser().parseFromString(text, 'text/html')
      return {
        href: `${pathname}${search}`,
        name: page.title.replace(SHOP_NAME, ''),
        picture: await keptOf(page.querySelector<HTMLImageElement>('main img')),
      }
    }),
  )
}

/** The address of a picture in a width in which it is kept. */
async function keptOf(image: HTMLImageElement | null): Promise<string | undefined> {
  const widths = image?.getAttribute('srcset')?.split(',') ?? []
  for (const width of widths) {
    const [address = ''] = width.trim().split(' ')
    if (await caches.match(address, { ignoreVary: true })) return address
  }
  return undefined
}
