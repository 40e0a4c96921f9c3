'use server'
import { redirect } from 'next/navigation'
import { endSession } from '../../session/keep.ts'

export async function signOut(): Promise<void> {
  await endSession()
  redirect('/admin/sign-in')
}
