/** What the browser calls itself, passed on where a session begins: its owner recognises it in the list of them. */
import { headers } from 'next/headers'

const CHARS_MAX = 500

export async function browserHeaders(): Promise<{ readonly 'user-agent'?: string }> {
  const agent = (await headers()).get('user-agent')
  return agent === null ? {} : { 'user-agent': agent.slice(0, CHARS_MAX) }
}
