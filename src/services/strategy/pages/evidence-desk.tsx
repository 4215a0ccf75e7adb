// Evidence at the desk: bringing it with its paper, and one piece of it with its verdict.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { FileField, RadiosField, SelectField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { EvidenceView } from '../queries/evidence.ts'
import type { Named } from '../queries/things.ts'
import { evidenceKinds } from '../rules/codes.ts'
import { Data, Name, nameOf, numberOf, Source } from './said.tsx'
import { ReasonField, SourceFields, StaffPath, typedField, Wrong } from './staff-parts.tsx'

export const evidenceTagKinds: Record<EvidenceView['state'], TagKind> = {
  waiting: 'ok',
  accepted: 'kept',
  refused: 'late',
  withdrawn: 'late',
}

export interface EvidenceFormProps {
  project: Named & { id: string }
  /** What can be proven: the project itself and its control points. */
  subjects: (Named & { subject: string })[]
  typed: Typed
  /** A paper that was sent with a form that had errors: it is kept and need not be sent again. */
  kept: { sha: string; name: string } | null
}

export function EvidenceFormPage({ project, subjects, typed, kept }: EvidenceFormProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  const at = `/desk/strategy/projects/${project.id}`
  return (
    <>
      <PageHead
        above={<StaffPath links={[{ href: at, label: nameOf(words, project) }]} />}
        title={words('strategy.staff.evidence.title')}
        lede={<Name named={project} />}
      >
        <p>{words('strategy.staff.evidence.how')}</p>
      </PageHead>
      <Wrong errors={typed.errors} />
      <form method="post" action={href(`${at}/evidence`)} encType="multipart/form-data" noValidate>
        <SelectField
          {...of('subject')}
          label={words('strategy.staff.evidence.of')}
          placeholder={words('strategy.staff.choose')}
          options={subjects.map((each) => ({ value: each.subject, label: nameOf(words, each) }))}
        />
        <RadiosField
          {...of('kind')}
          label={words('strategy.staff.evidence.kind')}
          options={evidenceKinds.map((value) => ({
            value,
            label: words(`strategy.evidence.kind.${value}`),
            hint: words(`strategy.staff.hint.${value}`),
          }))}
        />
        <TextField
          {...of('ref')}
          label={words('strategy.staff.evidence.ref')}
          hint={words('strategy.staff.evidence.refHint')}
          maxLength={300}
          required
        />
        <TextField
          {...of('quantity')}
          label={words('strategy.staff.evidence.quantity')}
          hint={words('strategy.staff.evidence.quantityHint')}
          inputMode="decimal"
          width="short"
          maxLength={40}
        />
        <TextField {...of('day')} label={words('strategy.staff.evidence.day')} type="date" width="middle" required />
        <FileField
          name="paper"
          label={words('strategy.staff.evidence.paper')}
          hint={words(kept ? 'strategy.staff.evidence.paperKept' : 'strategy.staff.evidence.paperHint', {
            name: kept?.name ?? '',
          })}
          error={of('paper').error}
          accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
        />
        {kept && (
          <>
            <input type="hidden" name="kept" value={kept.sha} />
            <input type="hidden" name="keptName" value={kept.name} />
          </>
        )}
        <SourceFields typed={typed} />
        <Button>{words('strategy.staff.evidence.save')}</Button>
      </form>
    </>
  )
}

export interface EvidencePageProps {
  evidence: EvidenceView
  project: Named & { id: string }
  /** What it proves. */
  of: Named
  unit: string
  judges: boolean
  typed: Typed
}

export function EvidencePage({ evidence, project, of, unit, judges, typed }: EvidencePageProps) {
  const { words, href } = useFrame()
  const { state, quantity } = evidence
  const at = `/desk/strategy/evidence/${evidence.id}`
  return (
    <>
      <PageHead
        above={<StaffPath links={[{ href: `/desk/strategy/projects/${project.id}`, label: nameOf(words, project) }]} />}
        title={
          <>
            {words(`strategy.evidence.kind.${evidence.kind}`)}: <Data>{evidence.ref}</Data>
          </>
        }
        lede={<Name named={of} />}
      >
        <Tag kind={evidenceTagKinds[state]}>{words(`strategy.staff.state.${state}`)}</Tag>
      </PageHead>
      <Facts
        facts={[
          ...(quantity === null
            ? []
            : [
                {
                  name: words('strategy.staff.evidence.quantity'),
                  value: `${numberOf(words, quantity)} ${unit}`.trim(),
                },
              ]),
          { name: words('strategy.staff.evidence.day'), value: words.date(evidence.day) },
          ...(evidence.kind === 'win'
            ? [
                {
                  name: words('strategy.evidence.kind.win'),
                  value: (
                    <a href={href(`/small-wins/${encodeURIComponent(evidence.ref)}`)}>
                      {words('strategy.staff.evidence.openWin')}
                    </a>
                  ),
                },
              ]
            : []),
          ...(evidence.source === null
            ? []
            : [{ name: words('strategy.source'), value: <Source source={{ page: evidence.source, date: null }} /> }]),
          ...(evidence.sha256 === null
            ? []
            : [
                {
                  name: words('strategy.staff.evidence.paper'),
                  value: (
                    <>
                      <a href={href(`${at}/paper`)}>{words('strategy.staff.evidence.openPaper')}</a>
                      <br />
                      <code class="bytes">{evidence.sha256}</code>
                    </>
                  ),
                },
              ]),
          ...(evidence.reason === null
            ? []
            : [{ name: words('strategy.staff.evidence.why'), value: <Data>{evidence.reason}</Data> }]),
        ]}
      />
      {judges && (
        <section>
          <h2>{words(state === 'accepted' ? 'strategy.staff.evidence.takeBack' : 'strategy.staff.evidence.decide')}</h2>
          <Wrong errors={typed.errors} />
          <form method="post" action={href(`${at}/verdict`)} noValidate>
            <ReasonField typed={typed} />
            <div class="actions">
              {state !== 'accepted' && (
                <Button name="accepted" value="yes">
                  {words('strategy.staff.evidence.accept')}
                </Button>
              )}
              {(state === 'waiting' || state === 'accepted') && (
                <Button kind="danger" name="accepted" value="no">
                  {words(state === 'accepted' ? 'strategy.staff.evidence.takeBack' : 'strategy.staff.evidence.refuse')}
                </Button>
              )}
            </div>
          </form>
        </section>
      )}
    </>
  )
}
