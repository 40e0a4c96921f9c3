/** What a page is about, for machines (schema.org). Data is no script: the policy for scripts lets it be. */

export function JsonLd({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  // Nothing in the data ends the element that it stands in.
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll(
    '<',
    String.raw`\u003c`,
  )
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
