'use server'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import type { NotificationPreferences } from '@rialto/contracts/notification'
import { here } from '../../page/here.ts'
import { asMe } from '../../session/own.ts'
import { textOf } from '../account/form.ts'
import { ownPath } from '../account/return.ts'

const LIST = '/account/notifications'

/** Marks one as read, and stays where it stood. */
export async function markRead(form: FormData): Promise<void> {
  await unlessGone(form, (id) => asMe((api) => api.notification.read({ params: { id } })))
  redirect(ownPath(textOf(form, 'back'), here(LIST)))
}

export async function removeMessage(form: FormData): Promise<void> {
  await unlessGone(form, (id) => asMe((api) => api.notification.remove({ params: { id } })))
  redirect(ownPath(textOf(form, 'back'), here(LIST)))
}

export async function markAllRead(): Promise<void> {
  await asMe((api) => api.notification.readAll())
  redirect(here(`${LIST}?said=read`))
}

async function unlessGone(form: FormData, work: (id: string) => Promise<unknown>): Promise<void> {
  try {
    await work(textOf(form, 'id'))
  } catch (error) {
    if (!isProblem(error, 'unknown_notification')) throw error
  }
}

/** A tick that is there is on, one that is not is off; what is locked is left out. */
export async function savePreferences(form: FormData): Promise<void> {
  await asMe(async (api) => {
    const { items } = await api.notification.preferences()
    const changes = items
      .filter(({ locked }) => !locked)
      .map((item) => ({
        topic: item.topic,
        channel: item.channel,
        enabled: form.has(tickOf(item)),
      }))
    await api.notification.putPreferences({ body: { items: changes } })
  })
  redirect(here(`${LIST}/preferences?said=preferences`))
}

function tickOf({ topic, channel }: NotificationPreferences['items'][number]): string {
  return `${topic}.${channel}`
}
