import type { Metadata } from 'next'
import { SignInForm } from '../../../admin/sign-in/sign-in-form.tsx'
import type { PageProps } from '../../../admin/shell/guarded.tsx'
import { isStaff } from '../../../admin/shell/staff.ts'
import { me } from '../../../session/me.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps) {
  const { return: back } = await searchParams
  const user = await me()
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-[22rem]">
        <div aria-hidden className="mb-6 h-10 w-8 rounded-t-pill rounded-b-small bg-action" />
        <h1 className="page-title">Sign in to the admin</h1>
        <p className="mt-1 mb-6 text-muted">
          {user && !isStaff(user.roles)
            ? 'You are signed in as a customer. The admin needs one of the roles support, fulfilment, merchandiser or admin: sign in with an account that has one.'
            : 'For those who work at this shop.'}
        </p>
        <SignInForm back={typeof back === 'string' ? back : '/admin'} />
        <p className="mt-6 text-note">
          <a href="/" className="text-link hover:underline">
            To the shop
          </a>
        </p>
      </div>
    </main>
  )
}
