// One case at the desk: the whole file, and everything that may be done with it, each as a form.

import { type CaseFile, CaseTimeline, dueInWords, movedInWords, StatusTag } from '#kernel/cases/index.ts'
import { calledFor } from '#kernel/places/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import type { Option } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Photo } from '#web/components/photos/photos.tsx'
import type { FormName } from '../routes/cases.ts'
import { AnswerForm, ComplaintForm, HandoverForm, RefusalForm, ResolutionForm } from './case-forms.tsx'
import { ReleaseForm, RepairReleaseForm } from './release-forms.tsx'

export interface DeskCaseProps {
  file: CaseFile
  bodies: Option[]
  topics: Option[]
  typed(form: FormName): Typed
  errors: FieldErrors
  /** Why it could not be done, as a whole. */
  notice: string | null
  /** Which form has just been carried out. */
  done: string | null
}

export function DeskCasePage({ file, bodies, topics, typed, errors, notice, done }: DeskCaseProps) {
  const { words, href } = useFrame()
  const { view, may } = file
  const { number } = view
  const open = view.status === 'open'
  const wrong = Object.entries(errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  const toMove = bodies.filter(({ value }) => value !== view.holder.body && value !== file.complaintAbout)
  return (
    <>
      <PageHead
        title={words('desk.case.head', { number, title: view.title })}
        lede={view.place}
        above={
          <Breadcrumbs
            label={words('desk.path')}
            links={[
              { href: href('/desk'), label: words('desk.title') },
              { href: href('/desk/cases'), label: words('desk.queue.title') },
            ]}
          />
        }
      >
        <p>
          <StatusTag status={view.status} late={view.late} />{' '}
          <a href={href(`/cases/${number}`)}>{words('desk.case.public')}</a>
        </p>
      </PageHead>
      {done && <Notice kind="done">{words(`desk.done.${done}`)}</Notice>}
      {notice && (
        <Notice kind="wrong" title={words('desk.case.couldNot')}>
          {notice}
        </Notice>
      )}
      <ErrorSummary title={words('desk.case.wrong')} errors={wrong} />
      <div class="columns lean">
        <div>
          <Report file={file} />
          <Disputes file={file} />
          <section>
            <h2>{words('desk.case.timeline')}</h2>
            <CaseTimeline view={view} />
          </section>
        </div>
        <div>
          <HeldBy file={file} bodies={bodies} />
          {may.release && <ReleaseForm file={file} typed={typed('release')} />}
          {may.release && <RepairReleaseForm file={file} typed={typed('repairRelease')} />}
          {open && may.resolve && (
            <ResolutionForm number={number} mayGiveWord={may.giveWord} typed={typed('resolution')} />
          )}
          {open && may.handOver && (
            <HandoverForm view={view} bodies={toMove} topics={topics} typed={typed('handover')} />
          )}
          {may.answer && <AnswerForm number={number} typed={typed('answer')} />}
          {open && may.decline && <RefusalForm number={number} typed={typed('refusal')} />}
          {may.release && (
            <ComplaintForm number={number} about={file.complaintAbout} bodies={bodies} typed={typed('complaint')} />
          )}
        </div>
      </div>
    </>
  )
}

function Report({ file }: { file: CaseFile }) {
  const { words } = useFrame()
  const { photo } = file
  const extra = Object.entries(file.attributes)
  return (
    <section>
      <h2>{words('desk.case.report')}</h2>
      <p class="quoted">{file.text || words('desk.case.noText')}</p>
      {photo && (
        <Photo
          src={photo.medium}
          alt={words('desk.case.photo')}
          width={photo.width}
          height={photo.height}
          full={photo.large}
          caption={taken()}
        />
      )}
      <Facts
        facts={[
          { name: words('desk.case.channel'), value: words(`desk.channel.${file.channel}`) },
          ...(file.placeNote ? [{ name: words('desk.case.placeNote'), value: file.placeNote }] : []),
          ...extra.map(([name, value]) => ({ name, value })),
        ]}
      />
    </section>
  )
  function taken(): string {
    return photo?.takenAt
      ? words('desk.case.taken', { at: words.date(photo.takenAt, 'time') })
      : words('desk.case.takenUnknown')
  }
}

// What residents wrote when they disagreed; nobody but the staff reads it.
function Disputes({ file }: { file: CaseFile }) {
  const { words } = useFrame()
  if (file.reopenings.length === 0) return null
  return (
    <Notice kind="wrong" title={words('desk.case.broughtBack')}>
      {file.reopenings.map(({ at, reason, wasConfirmed }) => (
        <p key={at.toISOString()}>
          {words.date(at, 'time')}
          {wasConfirmed && `, ${words('desk.case.wasConfirmed')}`}: {reason || words('desk.case.erased')}
        </p>
      ))}
    </Notice>
  )
}

function HeldBy({ file, bodies }: { file: CaseFile; bodies: Option[] }) {
  const { words } = useFrame()
  const { view, complaintAbout } = file
  const moved = movedInWords(words, view)
  const about = bodies.find(({ value }) => value === complaintAbout)?.label ?? complaintAbout
  return (
    <section>
      <h2>{words('desk.case.held')}</h2>
      {complaintAbout === view.holder.body && <Notice kind="wrong">{words('desk.case.complaintHere')}</Notice>}
      <Facts
        facts={[
          { name: words('cases.page.holder'), value: view.holder.name },
          { name: words('cases.page.since'), value: words.date(view.holder.since, 'time') },
          { name: words('cases.page.due'), value: dueInWords(words, view) },
          ...(moved ? [{ name: words('cases.page.moved'), value: moved }] : []),
          ...(view.district ? [{ name: words('cases.page.district'), value: calledFor(words, view.district) }] : []),
          { name: words('cases.page.land'), value: words(`cases.land.${view.land}`) },
          { name: words('cases.page.joined'), value: words('cases.page.people', { n: view.joined }) },
          ...(about ? [{ name: words('desk.case.complaint'), value: about }] : []),
        ]}
      />
    </section>
  )
}
