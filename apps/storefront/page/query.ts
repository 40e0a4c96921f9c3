/** What stands behind the `?` of a page's address, as Next gives it. */
export type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>

/** One value of a name; the first of several. */
export async function asked(query: Query, name: string): Promise<string | undefined> {
  const value = (await query)[name]
  return Array.isArray(value) ? value[0] : value
}
