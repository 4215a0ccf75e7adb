// The documents of an application: what is asked, what was brought, and what a look at it found.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { FileField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { DocumentView } from '../queries/applications.ts'
import type { PaperAsked } from '../rules/asked.ts'
import { typedOr, Wrong } from './boxes.tsx'
import { paperRules } from './call.tsx'
import { Said, said } from './said.tsx'
import { AboveApplication, applicationHref } from './steps.tsx'

export interface DocumentsProps {
  application: { id: string; title: string }
  asked: readonly (PaperAsked & { blind: boolean })[]
  documents: readonly DocumentView[]
  gaps: ReadonlyMap<string, string> | null
  typed: Typed
  /** For which paper the form was sent that has errors. */
  of: string | null
  pretends: boolean
}

export function DocumentsPage({ application, asked, documents, gaps, typed, of, pretends }: DocumentsProps) {
  const { words, href } = useFrame()
  const at = `${applicationHref(application.id)}/documents`
  return (
    <>
      <PageHead
        above={<AboveApplication application={application} />}
        title={words('programmes.documents.title')}
        lede={words('programmes.documents.lede')}
      />
      {pretends && <Notice>{words('programmes.documents.pretend')}</Notice>}
      <Wrong errors={typed.errors} />
      {asked.map((paper) => {
        const kept = documents.filter((document) => document.asked === paper.id)
        const gap = gaps?.get(`document:${paper.id}`)
        const open = gaps === null || gap !== undefined
        const mine = of === paper.id ? typed : { values: {}, errors: {} }
        const wrong = (name: string) => {
          const error = mine.errors[`${name}-${paper.id}`]
          return error && words(error.key, error.values)
        }
        return (
          <section key={paper.id}>
            <h2>
              <Said text={paper.label} />
            </h2>
            <p>
              <Said text={paper.help} />
            </p>
            {paper.blind && <p>{words('programmes.documents.blind')}</p>}
            {gap !== undefined && (
              <Notice kind="wrong">
                <span lang="ru">{gap}</span>
              </Notice>
            )}
            {paper.blind &&
              kept.filter(isHeldBack).map(({ id, name }) => (
                <Notice key={id} kind="wrong">
                  {words('programmes.documents.heldBack', { name })}
                </Notice>
              ))}
            {kept.length > 0 && (
              <List
                label={said(words, paper.label)}
                items={kept.map((document) => ({
                  href: href(`${at}/${document.id}`),
                  title: document.name,
                  note: documentNote(words, document),
                  tag: (
                    <>
                      <ScanTag document={document} />
                      {open && (
                        <ActionButton action={href(`${at}/${document.id}/removal`)}>
                          {words('programmes.documents.remove', { name: document.name })}
                        </ActionButton>
                      )}
                    </>
                  ),
                }))}
              />
            )}
            {open && (
              <form method="post" action={href(`${at}/of/${paper.id}`)} encType="multipart/form-data" noValidate>
                <FileField
                  name={`paper-${paper.id}`}
                  label={words(kept.length > 0 ? 'programmes.documents.addMore' : 'programmes.documents.choose')}
                  hint={paperRules(words, paper)}
                  accept={paper.formats.map((format) => (format === 'jpeg' ? '.jpg,.jpeg' : `.${format}`)).join(',')}
                  error={wrong('paper')}
                />
                {paper.freshDays !== null && (
                  <TextField
                    name={`dated-${paper.id}`}
                    type="date"
                    width="middle"
                    label={words('programmes.documents.dated')}
                    hint={words('programmes.documents.datedHint', { days: paper.freshDays })}
                    value={typedOr(mine, `dated-${paper.id}`)}
                    error={wrong('dated')}
                  />
                )}
                <Button kind="plain">{words('programmes.documents.attach')}</Button>
              </form>
            )}
          </section>
        )
      })}
      <p>
        <a class="button main" href={href(`${applicationHref(application.id)}/check`)}>
          {words('programmes.documents.next')}
        </a>
      </p>
    </>
  )
}

/** Reviewers who do not know whose it is are not handed it: what it says of itself could not be taken out. */
export const isHeldBack = ({ namelessSha }: Pick<DocumentView, 'namelessSha'>): boolean => namelessSha === null

/** «1,2 МБ, от 23 ноября 2026, приложен 24 ноября 2026» */
export function documentNote(words: Words, document: DocumentView): string {
  const size = words('programmes.documents.size', {
    size: words.number(Math.max(document.size / 1_000_000, 0.01), { maximumFractionDigits: 2 }),
  })
  return [
    size,
    ...(document.datedOn === null ? [] : [words('programmes.documents.of', { day: words.date(document.datedOn) })]),
    words('programmes.documents.brought', { at: words.date(document.uploadedAt, 'time') }),
  ].join(', ')
}

export function ScanTag({ document }: { document: Pick<DocumentView, 'scan' | 'scanner'> }) {
  const { words } = useFrame()
  if (document.scan === 'clean' && document.scanner === 'pretend')
    return <Tag kind="plain">{words('programmes.scan.pretend')}</Tag>
  const kinds = { waiting: 'ok', clean: 'kept', infected: 'late', failed: 'silent' } as const
  return <Tag kind={kinds[document.scan]}>{words(`programmes.scan.${document.scan}`)}</Tag>
}
