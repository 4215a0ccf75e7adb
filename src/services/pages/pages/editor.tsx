// Writing a page: its text in both languages, saved as often as one likes, and shown when one says so.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { DeskPage, Version } from '../queries/desk.ts'
import { kinds } from '../rules/kinds.ts'
import { StandingTag } from './desk.tsx'
import { Difference } from './history.tsx'
import { Showing } from './showing.tsx'
import { shownErrors, typedText } from './typed.ts'

type Before = Record<string, string>

/** A page that does not exist yet. */
export function BeginPage({ typed, kind }: { typed: Typed; kind: string }) {
  const { words, href } = useFrame()
  const { list, of } = shownErrors(words, typed)
  return (
    <>
      <PageHead above={<Above />} title={words('pages.begin.title')} lede={words('pages.begin.lede')} />
      <ErrorSummary title={words('pages.form.wrong')} errors={list} />
      <form method="post" action={href('/desk/pages/new')}>
        <RadiosField
          name="kind"
          label={words('pages.begin.kind')}
          value={typedText(typed, 'kind', kind)}
          error={of.kind}
          options={kinds.map((value) => ({
            value,
            label: words(`pages.kind.${value}`),
            hint: words(`pages.begin.of.${value}`),
          }))}
        />
        <TextField
          name="slug"
          label={words('pages.begin.slug')}
          hint={words('pages.begin.slugHint')}
          value={typedText(typed, 'slug')}
          error={of.slug}
          maxLength={80}
          required
        />
        <TextFields typed={typed} errors={of} before={{}} />
        <Saving />
      </form>
    </>
  )
}

export interface EditPageProps {
  page: DeskPage
  typed: Typed
  /** How the newest version stands in the form. */
  before: Before
  /** What another editor saved meanwhile: the one to compare with what was typed. */
  theirs: { last: Version; fields: Before } | null
  done: string | null
  /** Day and time of the city for «now». */
  today: string
}

export function EditPage({ page, typed, before, theirs, done, today }: EditPageProps) {
  const { words, href } = useFrame()
  const { list, of } = shownErrors(words, typed)
  const at = `/desk/pages/${page.id.replace(':', '/')}`
  return (
    <>
      <PageHead above={<Above />} title={words('pages.edit.title', { title: page.last.texts.ru.title })}>
        <p>
          <StandingTag standing={page.standing} /> <code>/pages/{page.id.replace(':', '/')}</code>
        </p>
        <div class="actions">
          <a href={`${at}/preview?version=${page.last.number}`}>{words('pages.edit.preview')}</a>
          <a href={`/en${at}/preview?version=${page.last.number}`}>{words('pages.edit.previewEnglish')}</a>
          <a href={href(`${at}/versions`)}>{words('pages.edit.history', { n: page.last.number })}</a>
        </div>
      </PageHead>
      {done !== null && <Notice kind="done">{words(`pages.done.${done}`)}</Notice>}
      <ErrorSummary title={words('pages.form.wrong')} errors={list} />
      {theirs && <Theirs theirs={theirs} typed={typed} />}
      <Showing page={page} typed={typed} errors={of} today={today} />
      <section>
        <h2>{words('pages.edit.text')}</h2>
        <form method="post" action={href(at)}>
          <input
            type="hidden"
            name="seen"
            value={theirs ? theirs.last.number : typedText(typed, 'seen', String(page.last.number))}
          />
          <TextFields typed={typed} errors={of} before={before} />
          <TextField
            name="note"
            label={words('pages.edit.note')}
            hint={words('pages.edit.noteHint')}
            value={typedText(typed, 'note')}
            error={of.note}
            maxLength={300}
          />
          <Saving />
        </form>
      </section>
    </>
  )
}

// Both texts are here: hers in the form below, theirs beside it line by line.
function Theirs({ theirs, typed }: { theirs: NonNullable<EditPageProps['theirs']>; typed: Typed }) {
  const { words } = useFrame()
  const names = ['titleRu', 'leadRu', 'bodyRu', 'titleEn', 'leadEn', 'bodyEn'] as const
  const changed = names.filter((name) => typedText(typed, name).trim() !== (theirs.fields[name] ?? '').trim())
  return (
    <Notice kind="wrong" title={words('pages.conflict.title')}>
      <p>{words('pages.conflict.text', { version: theirs.last.number, day: words.date(theirs.last.at, 'time') })}</p>
      {changed.map((name) => (
        <Difference
          title={words(`pages.field.${name}`)}
          before={theirs.fields[name] ?? ''}
          after={typedText(typed, name).replaceAll('\r\n', '\n')}
          gone={words('pages.conflict.theirs')}
          come={words('pages.conflict.yours')}
          lang={name.endsWith('En') ? 'en' : 'ru'}
        />
      ))}
    </Notice>
  )
}

function TextFields({ typed, errors, before }: { typed: Typed; errors: Record<string, string>; before: Before }) {
  const { words, href } = useFrame()
  const fieldOf = (name: string) => ({
    name,
    label: words(`pages.field.${name}`),
    value: typedText(typed, name, before[name] ?? ''),
    error: errors[name],
  })
  return (
    <>
      {(['Ru', 'En'] as const).map((tongue) => (
        <fieldset>
          <legend class="tongue">{words(`pages.field.in${tongue}`)}</legend>
          {tongue === 'En' && <p class="hint">{words('pages.field.englishHint')}</p>}
          <TextField {...fieldOf(`title${tongue}`)} maxLength={200} required={tongue === 'Ru'} />
          <TextField
            {...fieldOf(`lead${tongue}`)}
            hint={words('pages.field.leadHint')}
            maxLength={400}
            required={tongue === 'Ru'}
          />
          <TextareaField
            {...fieldOf(`body${tongue}`)}
            hint={
              <>
                {words('pages.field.bodyHint')}{' '}
                <a href={href('/desk/pages/pictures')}>{words('pages.pictures.title')}</a>
              </>
            }
            rows={18}
            maxLength={60_000}
            required={tongue === 'Ru'}
          />
        </fieldset>
      ))}
    </>
  )
}

function Saving() {
  const { words } = useFrame()
  return (
    <div class="actions">
      <Button name="next" value="edit">
        {words('pages.edit.save')}
      </Button>
      <Button kind="plain" name="next" value="preview">
        {words('pages.edit.saveAndLook')}
      </Button>
    </div>
  )
}

/** The way back to the desk. */
export function Above() {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('pages.above')}
      links={[{ href: href('/desk/pages'), label: words('pages.desk.title') }]}
    />
  )
}
