'use server'
import { ROLES } from '@rialto/contracts/roles'
import { act, type Said } from '../act.ts'

export async function disable(id: string): Promise<Said> {
  return act(async (shop) => (await shop.identity.disable({ params: { id } })).id)
}

export async function enable(id: string): Promise<Said> {
  return act(async (shop) => (await shop.identity.enable({ params: { id } })).id)
}

export async function endSessions(id: string): Promise<Said<number>> {
  return act(async (shop) => (await shop.identity.revokeUserSessions({ params: { id } })).revoked)
}

export async function setRoles(id: string, form: FormData): Promise<Said> {
  const roles = ROLES.filter((role) => form.has(role))
  if (roles.length === 0)
    return {
      problem: {
        text: 'Every account has at least one role: customer is for those who only buy.',
        code: 'validation_failed',
        fields: {},
      },
    }
  return act(async (shop) => (await shop.identity.setRoles({ params: { id }, body: { roles } })).id)
}
