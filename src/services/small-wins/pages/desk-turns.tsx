// The editor's forms of what became of a record: a correction that quotes what was said, and a setback with its evidence.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { RadiosField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Win } from '../queries/win.ts'
import { correctedFields, setbackKinds } from '../rules/turns.ts'
import type { Facets } from '../tables.ts'
import { Above } from './desk.tsx'
import { quantityOf, Title } from './said.tsx'
import { errorOf, errorsOf, typedText } from './typed.ts'

export function CorrectionPage({ win, typed }: { win: Win; typed: Typed }) {
  const { words, href } = useFrame()
  const none = words('smallWins.fact.noQuantity')
  return (
    <>
      <PageHead
        above={<Above />}
        title={words('smallWins.desk.correctTitle')}
        lede={words('smallWins.desk.correctLede')}
      >
        <p>
          <a href={href(`/small-wins/${win.id}`)}>
            <Title win={win} />
          </a>
        </p>
      </PageHead>
      <ErrorSummary title={words('smallWins.desk.wrong')} errors={errorsOf(typed, words)} />
      <Facts
        facts={[
          { name: words('smallWins.field.quantity'), value: quantityOf(words, win) ?? none },
          { name: words('smallWins.field.day'), value: win.doneOn ?? none },
          { name: words('smallWins.field.place'), value: win.place ?? none },
          { name: words('smallWins.field.words'), value: win.title },
        ]}
      />
      <form method="post" action={href(`/desk/small-wins/${win.id}/correction`)}>
        <RadiosField
          name="field"
          label={words('smallWins.desk.fieldField')}
          value={typedText(typed, 'field', '')}
          error={errorOf(typed, 'field', words)}
          options={correctedFields.map((value) => ({ value, label: words(`smallWins.field.${value}`) }))}
          required
        />
        <TextField
          name="right"
          label={words('smallWins.desk.rightField')}
          hint={words('smallWins.desk.rightHint')}
          value={typedText(typed, 'right', '')}
          error={errorOf(typed, 'right', words)}
          maxLength={200}
          required
        />
        <TextField
          name="note"
          label={words('smallWins.desk.whyField')}
          hint={words('smallWins.desk.noteHint')}
          value={typedText(typed, 'note', '')}
          error={errorOf(typed, 'note', words)}
          maxLength={500}
          required
        />
        <Button>{words('smallWins.desk.correct')}</Button>
      </form>
    </>
  )
}

export interface SetbackProps {
  typed: Typed
  facets: Facets
  /** The record that did not hold, where the editor came from one. */
  about: Win | null
  today: string
}

export function SetbackPage({ typed, facets, about, today }: SetbackProps) {
  const { words, href } = useFrame()
  const text = (name: string, otherwise = '') => ({
    name,
    value: typedText(typed, name, otherwise),
    error: errorOf(typed, name, words),
  })
  return (
    <>
      <PageHead
        above={<Above />}
        title={words('smallWins.desk.setbackTitle')}
        lede={words('smallWins.desk.setbackLede')}
      >
        {about && (
          <p>
            <a href={href(`/small-wins/${about.id}`)}>
              <Title win={about} />
            </a>
          </p>
        )}
      </PageHead>
      <ErrorSummary title={words('smallWins.desk.wrong')} errors={errorsOf(typed, words)} />
      <form method="post" action={href('/desk/small-wins/setback')}>
        <input type="hidden" name="about" value={typedText(typed, 'about', about?.id ?? '')} />
        <RadiosField
          {...text('reason')}
          label={words('smallWins.desk.reasonField')}
          options={setbackKinds.map((value) => ({ value, label: words(`smallWins.setback.${value}`) }))}
          required
        />
        <TextField
          {...text('title')}
          label={words('smallWins.desk.titleField')}
          hint={words('smallWins.desk.titleHint')}
          maxLength={200}
          required
        />
        <TextareaField
          {...text('note')}
          label={words('smallWins.desk.happenedField')}
          hint={words('smallWins.desk.noteHint')}
          maxLength={1000}
          required
        />
        <SelectField
          {...text('category', about?.category ?? '')}
          label={words('smallWins.filter.category')}
          placeholder={words('smallWins.desk.choose')}
          options={facets.categories.map(({ value }) => ({ value, label: value }))}
          required
        />
        <TextField
          {...text('place', about?.place ?? '')}
          label={words('smallWins.fact.place')}
          hint={words('smallWins.desk.placeHint')}
          maxLength={200}
        />
        <TextField
          {...text('day', today)}
          label={words('smallWins.desk.dayField')}
          type="date"
          width="middle"
          required
        />
        <fieldset class="field">
          <legend>{words('smallWins.desk.evidence')}</legend>
          <TextField
            {...text('page')}
            label={words('smallWins.desk.pageField')}
            inputMode="text"
            autocomplete="off"
            maxLength={500}
          />
          <TextField {...text('pageDay')} label={words('smallWins.desk.pageDayField')} type="date" width="middle" />
          <TextField
            {...text('case', about?.case ?? '')}
            label={words('smallWins.desk.caseField')}
            width="middle"
            maxLength={40}
          />
        </fieldset>
        <Button>{words('smallWins.desk.tellSetback')}</Button>
      </form>
    </>
  )
}
