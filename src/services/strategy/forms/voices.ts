// What residents and the team may send about questions, and what we answer when it is wrong.
import { field, form } from '#platform/form.ts'
import { declineReasons } from '../rules/question.ts'

export const questionLimit = 2000
export const answerLimit = 8000

// Letters are a wish of their own: an address without the consent, or the consent without an address, is not enough.
const letters = ({ email, consent }: { email: string; consent: boolean }) => ({
  ...(email !== '' && !consent ? { consent: { key: 'strategy.ask.error.consent' } } : {}),
  ...(email === '' && consent ? { email: { key: 'strategy.ask.error.email' } } : {}),
})

export const askForm = form(
  {
    about: field.code(),
    text: field.text(questionLimit, 'strategy.ask.error.noText'),
    email: field.email(),
    consent: field.tick(),
    /** The secret of the link that the page was shown with. */
    once: field.maybe(64),
  },
  letters,
)

/** By e-mail one follows only with both. */
export const followForm = form({ email: field.email(), consent: field.tick() }, (value) => ({
  ...letters(value),
  ...(value.email === '' && !value.consent ? { email: { key: 'strategy.ask.error.email' } } : {}),
}))

export const releaseForm = form({ shown: field.text(questionLimit, 'strategy.ask.error.noText') })
export const answerForm = form({ answer: field.text(answerLimit, 'strategy.ask.error.noAnswer') })
export const declineForm = form({
  why: field.choice(declineReasons, 'strategy.ask.error.noWhy'),
  reason: field.text(1000, 'strategy.ask.error.noReason'),
})
export const correctionForm = form({
  standing: field.code(),
  correction: field.text(answerLimit, 'strategy.ask.error.noAnswer'),
  cause: field.text(1000, 'strategy.ask.error.noCause'),
})
export const erasureForm = form({
  erased: field.maybe(40),
  because: field.text(300, 'strategy.ask.error.noBecause'),
})
