// The desk of programmes: all of them, beginning one, and one with its parts, problems, versions and calls.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { FileField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { CallView } from '../queries/calls.ts'
import type { DeskProgramme, Draft, VersionView } from '../queries/programmes.ts'
import type { Change } from '../rules/changes.ts'
import type { Problem } from '../rules/problems.ts'
import { DeskPath } from './awarding-parts.tsx'
import { typedOr, Wrong } from './boxes.tsx'
import { AboveDesk, deskHref, Seen } from './maker-parts.tsx'
import { CallTag, Said } from './said.tsx'
import { Changes } from './versions.tsx'

export function DeskProgrammesPage({ programmes }: { programmes: readonly DeskProgramme[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<DeskPath />} title={words('programmes.desk.title')} lede={words('programmes.desk.lede')}>
        <div class="actions">
          <LinkButton href={href('/desk/programmes/new')}>{words('programmes.desk.begin')}</LinkButton>
        </div>
      </PageHead>
      {programmes.length === 0 ? (
        <Empty title={words('programmes.desk.empty')} />
      ) : (
        <List
          label={words('programmes.desk.title')}
          items={programmes.map(({ id, title, version, calls, at }) => ({
            href: href(deskHref(id)),
            title,
            note: [
              version === null ? words('programmes.desk.notPublished') : words('programmes.desk.version', { version }),
              words('programmes.desk.calls', { n: calls }),
              words('programmes.desk.changed', { at: words.date(at, 'time') }),
            ].join(', '),
          }))}
        />
      )}
    </>
  )
}

export interface BeginProgrammeProps {
  programmes: readonly DeskProgramme[]
  typed: Typed
  from: string
}

export function BeginProgrammePage({ programmes, typed, from }: BeginProgrammeProps) {
  const { words, href } = useFrame()
  const of = (name: string, before = '') => {
    const wrong = typed.errors[name]
    return { name, value: typedOr(typed, name, before), error: wrong && words(wrong.key, wrong.values) }
  }
  return (
    <>
      <PageHead
        above={<AboveDesk />}
        title={words('programmes.desk.begin')}
        lede={words('programmes.desk.beginLede')}
      />
      <Wrong errors={typed.errors} />
      <form method="post" action={href('/desk/programmes/new')} encType="multipart/form-data" noValidate>
        <TextField {...of('titleRu')} label={words('programmes.maker.title.ru')} maxLength={200} required />
        <TextField {...of('titleEn')} label={words('programmes.maker.title.en')} maxLength={200} />
        <TextField
          {...of('id')}
          label={words('programmes.desk.id')}
          hint={words('programmes.desk.idHint')}
          maxLength={60}
          width="middle"
          required
        />
        <SelectField
          {...of('from', from)}
          label={words('programmes.desk.from')}
          placeholder={words('programmes.desk.fromNothing')}
          options={programmes.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <FileField
          name="file"
          label={words('programmes.desk.import')}
          hint={words('programmes.desk.importHint')}
          accept=".json"
          error={of('file').error}
        />
        <Button>{words('programmes.desk.begin')}</Button>
      </form>
    </>
  )
}

export interface MakerProps {
  draft: Draft
  problems: readonly Problem[]
  /** What publishing would change; null where nothing was published. */
  changes: readonly Change[] | null
  versions: readonly VersionView[]
  calls: readonly CallView[]
  typed: Typed
}

export function MakerPage({ draft, problems, changes, versions, calls, typed }: MakerProps) {
  const { words, href } = useFrame()
  const { definition, programme } = draft
  const at = (rest: string) => href(deskHref(programme, rest))
  const wrong = typed.errors.reason
  const fields = definition.pages.reduce((sum, page) => sum + page.fields.length, 0)
  return (
    <>
      <PageHead
        above={<AboveDesk />}
        title={<Said text={definition.title} />}
        lede={
          draft.published
            ? words('programmes.desk.version', { version: draft.published.version })
            : words('programmes.desk.notPublished')
        }
      >
        <div class="actions">
          <LinkButton kind="plain" href={at('/preview')}>
            {words('programmes.preview.title')}
          </LinkButton>
          {draft.published && <LinkButton href={at('/calls')}>{words('programmes.desk.openCall')}</LinkButton>}
        </div>
      </PageHead>
      <Wrong errors={typed.errors} />
      <section>
        <h2>{words('programmes.maker.parts')}</h2>
        <List
          label={words('programmes.maker.parts')}
          items={[
            { href: at('/texts'), title: words('programmes.maker.texts'), note: words('programmes.maker.textsNote') },
            ...definition.pages.map((page) => ({
              href: at(`/pages/${page.id}`),
              title: (
                <>
                  {words('programmes.maker.pageOf')} «<Said text={page.title} />»
                </>
              ),
              note: words('programmes.maker.questions', { n: page.fields.length }),
            })),
            ...definition.documents.map((document) => ({
              href: at(`/documents/${document.id}`),
              title: (
                <>
                  {words('programmes.maker.documentOf')} «<Said text={document.label} />»
                </>
              ),
              note: undefined,
            })),
            {
              href: at('/rubric'),
              title: words('programmes.maker.rubric'),
              note: words('programmes.maker.criteria', { n: definition.rubric.criteria.length }),
            },
            { href: at('/rules'), title: words('programmes.maker.rules'), note: words('programmes.maker.rulesNote') },
            { href: at('/after'), title: words('programmes.maker.after'), note: words('programmes.maker.afterNote') },
          ]}
        />
        <form method="post" action={at('/pages')}>
          <Seen draft={draft} />
          <TextField name="titleRu" label={words('programmes.maker.newPage')} maxLength={200} />
          <Button kind="plain">{words('programmes.maker.addPage')}</Button>
        </form>
        <form method="post" action={at('/documents')}>
          <Seen draft={draft} />
          <TextField name="labelRu" label={words('programmes.maker.newDocument')} maxLength={300} />
          <Button kind="plain">{words('programmes.maker.addDocument')}</Button>
        </form>
        <p class="source">
          {words('programmes.maker.count', {
            pages: definition.pages.length,
            fields,
            documents: definition.documents.length,
          })}
        </p>
      </section>
      <section>
        <h2>{words('programmes.maker.publish')}</h2>
        {problems.length > 0 ? (
          <Notice kind="wrong" title={words('programmes.maker.problems')}>
            <ul>
              {problems.map(({ part, key, values }, place) => (
                <li key={place}>
                  <a href={at(`/${part === 'pages' ? 'texts' : part}`)}>{words(key, values)}</a>
                </li>
              ))}
            </ul>
          </Notice>
        ) : changes?.length === 0 ? (
          <p>{words('programmes.maker.nothingNew')}</p>
        ) : (
          <>
            {changes && <Changes changes={changes} />}
            <form method="post" action={at('/publication')} noValidate>
              <Seen draft={draft} />
              <TextareaField
                name="reason"
                label={words('programmes.maker.reason')}
                hint={words('programmes.maker.reasonHint')}
                rows={2}
                maxLength={1000}
                value={typedOr(typed, 'reason')}
                error={wrong && words(wrong.key, wrong.values)}
              />
              <Button>{words('programmes.maker.publish')}</Button>
            </form>
          </>
        )}
      </section>
      {calls.length > 0 && (
        <section>
          <h2>{words('programmes.programme.calls')}</h2>
          <List
            label={words('programmes.programme.calls')}
            items={calls.map((call) => ({
              href: href(`/desk/programmes/calls/${call.id}`),
              title: <Said text={call.title} />,
              tag: <CallTag call={call} />,
              note: words('programmes.desk.version', { version: call.version }),
            }))}
          />
        </section>
      )}
      {versions.length > 0 && (
        <section>
          <h2>{words('programmes.maker.versions')}</h2>
          <List
            label={words('programmes.maker.versions')}
            items={versions.map(({ version, at: published, reason }) => ({
              lead: words('programmes.desk.version', { version }),
              href: at(`/versions/${version}`),
              title: <span lang="ru">{reason}</span>,
              note: words.date(published, 'time'),
            }))}
          />
        </section>
      )}
      <section>
        <h2>{words('programmes.maker.elsewhere')}</h2>
        <ul>
          <li>
            <a href={at('/definition.json')}>{words('programmes.maker.export')}</a>
          </li>
          <li>
            <a href={href(`/desk/programmes/new?from=${programme}`)}>{words('programmes.maker.copy')}</a>
          </li>
        </ul>
      </section>
    </>
  )
}
