/** Routes about passwords, mail addresses and the second factor. */
import { described, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Accepted, Email, Identifier, NewPassword, Otp, Password, Token } from './shapes.ts'

/** What every route may answer that asks for the password again. */
export const PROVING = ['invalid_credentials', 'too_many_requests', 'unavailable'] as const

const LinkToken = described(Token, 'From the link in the mail.')
const CurrentPassword = spelled(Password, 'password', 'oldPassword', 'old_password')
const RecoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), {
    description: 'Each opens once in place of the six digits. Shown now and never again.',
  }),
})

export const credentialRoutes = {
  changePassword: {
    method: 'POST',
    path: '/api/v1/auth/change-password',
    summary: 'Set a new password; every other session of the account ends, and a mail tells its owner',
    policy: 'signed_in',
    body: Type.Object({ currentPassword: CurrentPassword, newPassword: NewPassword }),
    output: Type.Object({ changed: Type.Literal(true) }),
    problems: PROVING,
  },
  forgotPassword: {
    method: 'POST',
    path: '/api/v1/auth/forgot-password',
    summary:
      'Send a link to set a new password, good for 30 minutes; the answer and the work are the same for a name that nobody has',
    policy: 'public',
    body: Type.Object(
      { identifier: spelled(Identifier, 'email', 'username') },
      { examples: [{ email: 'test@example.com' }] },
    ),
    output: Accepted,
    status: 202,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/v1/auth/reset-password',
    summary: 'Set a new password with the token of a mail, once; every session of the account ends',
    policy: 'public',
    body: Type.Object({ token: LinkToken, newPassword: spelled(NewPassword, 'password') }),
    output: Type.Object({ changed: Type.Literal(true) }),
    problems: ['invalid_link', 'unavailable'],
  },
  verifyEmail: {
    method: 'POST',
    path: '/api/v1/auth/verify-email',
    summary: 'Confirm a mail address with the token that was sent there: of a new account, or of a change',
    policy: 'public',
    body: Type.Object({ token: LinkToken }),
    output: Type.Object({ verified: Type.Literal(true) }),
    problems: ['invalid_link', 'email_taken'],
  },
  resendVerification: {
    method: 'POST',
    path: '/api/v1/auth/resend-verification',
    summary: 'Send the link again that confirms one’s mail address; at most one a minute, five an hour',
    policy: 'signed_in',
    output: Accepted,
    status: 202,
    problems: ['unknown_user'],
  },
  changeEmail: {
    method: 'POST',
    path: '/api/v1/auth/change-email',
    summary:
      'Send a link to a new mail address, which replaces the old one once it is used; the old one is told',
    policy: 'signed_in',
    body: Type.Object({ newEmail: spelled(Email, 'email'), currentPassword: CurrentPassword }),
    output: Accepted,
    status: 202,
    problems: ['unknown_user', ...PROVING],
  },
  mfa: {
    method: 'GET',
    path: '/api/v1/auth/mfa',
    summary: 'Whether a second factor is asked for at login, and how many recovery codes are left',
    policy: 'signed_in',
    output: Type.Object({ enabled: Type.Boolean(), recoveryCodesLeft: Type.Integer({ minimum: 0 }) }),
  },
  enrolMfa: {
    method: 'POST',
    path: '/api/v1/auth/mfa/enrol',
    summary: 'Get the secret for an authenticator (TOTP, RFC 6238); it counts once a code of it is confirmed',
    policy: 'signed_in',
    body: Type.Object({ currentPassword: CurrentPassword }),
    output: Type.Object({
      secret: described(Type.String(), 'In Base32, to be typed.'),
      otpauthUrl: described(Type.String(), 'The same, to be shown as a QR code.'),
    }),
    problems: ['unknown_user', 'mfa_already_enabled', ...PROVING],
  },
  confirmMfa: {
    method: 'POST',
    path: '/api/v1/auth/mfa/confirm',
    summary: 'Turn the second factor on with a code of the authenticator; gives ten recovery codes',
    policy: 'signed_in',
    body: Type.Object({ otp: Otp }),
    output: RecoveryCodes,
    problems: ['invalid_otp', 'mfa_already_enabled', 'mfa_not_enrolled', 'too_many_requests'],
  },
  disableMfa: {
    method: 'POST',
    path: '/api/v1/auth/mfa/disable',
    summary: 'Turn the second factor off, with the password and a code',
    policy: 'signed_in',
    body: Type.Object({ currentPassword: CurrentPassword, otp: Otp }),
    output: Type.Object({ disabled: Type.Literal(true) }),
    problems: ['invalid_otp', 'mfa_not_enrolled', ...PROVING],
  },
} as const
