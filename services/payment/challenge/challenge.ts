/** Questions to cardholders that the provider asks on a page of ours: the sandbox does, a bank has its own. */
import type { ChallengeView } from '@rialto/contracts/payment'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMajor } from '@rialto/kernel/money/money'
import type { Provider, Question } from '../provider.ts'

export function challengeRoutes({ challenges }: Pick<Provider, 'challenges'>) {
  return {
    challenge: async ({ body }: { body: { secret: string } }) =>
      challengeView(await challenges?.find(body.secret)),

    answerChallenge: async ({ body }: { body: { secret: string; approve: boolean } }) =>
      challengeView(await challenges?.answer(body.secret, body.approve)),
  }
}

function challengeView(question: Question | undefined): ChallengeView {
  if (!question) throw new Problem('unknown_challenge', { detail: 'This link leads nowhere.' })
  const { key, amount, currency, state } = question
  return { paymentId: key, amount: toMajor(amount, currency), currency, state }
}
