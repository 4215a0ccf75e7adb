// Taking a seat back from somebody: why, in words that she reads.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextareaField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownSeatCode } from '../rules/seat-code.ts'
import { CabinetPath } from './draft.tsx'
import { errorOf, errorsOf, typedText } from './typed.ts'

export function WithdrawalPage({
  seat,
  code,
  event,
  typed,
}: {
  seat: string
  code: string
  event: { id: string; title: string }
  typed: Typed
}) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<CabinetPath event={event} />}
        title={words('events.withdrawal.title', { code: shownSeatCode(code) })}
        lede={words('events.withdrawal.lede')}
      />
      <ErrorSummary title={words('events.form.wrong')} errors={errorsOf(typed, words)} />
      <form method="post" action={href(`/events/cabinet/seats/${seat}/withdrawal`)} noValidate>
        <TextareaField
          name="why"
          label={words('events.withdrawal.why')}
          value={typedText(typed, 'why')}
          error={errorOf(typed, 'why', words)}
          rows={3}
          maxLength={300}
        />
        <Button kind="danger">{words('events.withdrawal.do')}</Button>
      </form>
    </>
  )
}
