// Pages of the maker about texts, rules, judging, and what follows a decision.
import { useFrame } from '#platform/http/frame.ts'
import { CheckboxesField, CheckboxField, RadiosField, SelectField, TextField } from '#web/components/field/field.tsx'
import { agreementPlaces, applicationLimits, dayCalendars, fieldsOf, publishedParts } from '../rules/definition.ts'
import { typedOr } from './boxes.tsx'
import { NewField } from './maker-asks.tsx'
import { BothTongues, deskHref, OrderButtons, PartPage, type PartProps } from './maker-parts.tsx'
import { RowsField } from './rows.tsx'
import { Said, said } from './said.tsx'

export function TextsPage(props: PartProps) {
  const { words } = useFrame()
  const { title, lead, about, decides } = props.draft.definition
  const { typed } = props
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.texts')}
      lede={words('programmes.maker.textsLede')}
      action="/texts"
    >
      <BothTongues name="title" text={title} typed={typed} most={200} required />
      <BothTongues
        name="lead"
        text={lead}
        typed={typed}
        most={400}
        required
        hint={words('programmes.maker.leadHint')}
      />
      <BothTongues
        name="about"
        text={about}
        typed={typed}
        most={20_000}
        long
        hint={words('programmes.maker.aboutHint')}
      />
      <BothTongues
        name="decides"
        text={decides}
        typed={typed}
        most={600}
        long
        required
        hint={words('programmes.maker.decidesHint')}
      />
    </PartPage>
  )
}

export function RubricPage(props: PartProps) {
  const { words } = useFrame()
  const { typed, draft } = props
  const { rubric, review } = draft.definition
  const number = (name: string, before: number | null) => {
    const wrong = typed.errors[name]
    return {
      name,
      value: typedOr(typed, name, before === null ? '' : String(before)),
      error: wrong && words(wrong.key, wrong.values),
      inputMode: 'numeric' as const,
      width: 'short' as const,
      maxLength: 4,
    }
  }
  const sent = Object.keys(typed.values).length > 0
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.rubric')}
      lede={words('programmes.maker.rubricLede')}
      action="/rubric"
    >
      <RowsField
        prefix="criterion"
        legend={words('programmes.maker.criteriaLegend')}
        hint={words('programmes.maker.criteriaHint')}
        columns={[
          { name: 'ru', label: words('programmes.maker.inRussian') },
          // First what counts: columns to the right are scrolled to.
          { name: 'weight', label: words('programmes.call.weight') },
          { name: 'en', label: words('programmes.maker.inEnglish') },
          { name: 'help', label: words('programmes.maker.criterionHelp') },
          { name: 'helpEn', label: words('programmes.maker.criterionHelpEn') },
        ]}
        rows={rubric.criteria.map(({ id, label, help, weight }) => ({
          ...{ id, ru: label.ru, en: label.en, help: help.ru, helpEn: help.en },
          weight: String(weight).replace('.', ','),
        }))}
        typed={typed}
        most={20}
      />
      <TextField {...number('scaleFrom', rubric.scale.from)} label={words('programmes.maker.scaleFrom')} />
      <TextField {...number('scaleTo', rubric.scale.to)} label={words('programmes.maker.scaleTo')} />
      <TextField
        {...number('threshold', rubric.threshold)}
        label={words('programmes.maker.threshold')}
        hint={words('programmes.maker.thresholdHint')}
      />
      <TextField {...number('reviewers', review.reviewers)} label={words('programmes.maker.reviewers')} />
      <CheckboxField
        name="blind"
        label={words('programmes.maker.blind')}
        hint={words('programmes.maker.blindHint')}
        checked={sent ? typed.values.blind === 'yes' : review.blind}
      />
      <TextField
        {...number('appealDays', review.appeal.days)}
        label={words('programmes.maker.appealDays')}
        hint={words('programmes.maker.appealHint')}
      />
      <TextField
        {...number('appealAnswerDays', review.appeal.answerDays)}
        label={words('programmes.maker.appealAnswerDays')}
      />
      <RadiosField
        name="appealCalendar"
        label={words('programmes.maker.appealCalendar')}
        value={typedOr(typed, 'appealCalendar', review.appeal.calendar)}
        options={dayCalendars.map((value) => ({ value, label: words(`programmes.calendar.${value}`) }))}
      />
    </PartPage>
  )
}

export function RulesPage(props: PartProps) {
  const { words } = useFrame()
  const { typed, draft } = props
  const { definition } = draft
  const fields = fieldsOf(definition)
  const options = (kinds: readonly string[]) =>
    fields.filter(({ kind }) => kinds.includes(kind)).map(({ id, label }) => ({ value: id, label: said(words, label) }))
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.rules')}
      lede={words('programmes.maker.rulesLede')}
      action="/rules"
    >
      <RadiosField
        name="applies"
        label={words('programmes.call.applies')}
        value={typedOr(typed, 'applies', definition.applies)}
        options={(['person', 'organisation', 'either'] as const).map((value) => ({
          value,
          label: words(`programmes.applies.${value}`),
        }))}
      />
      <RadiosField
        name="limit"
        label={words('programmes.call.limit')}
        value={typedOr(typed, 'limit', definition.limit)}
        options={applicationLimits.map((value) => ({ value, label: words(`programmes.limit.${value}`) }))}
      />
      <RadiosField
        name="level"
        label={words('programmes.maker.level')}
        value={typedOr(typed, 'level', definition.level)}
        options={(['simple', 'standard', 'confirmed'] as const).map((value) => ({
          value,
          label: words(`programmes.level.${value}`),
        }))}
      />
      <SelectField
        name="summary"
        label={words('programmes.maker.summary')}
        value={typedOr(typed, 'summary', definition.summary ?? '')}
        placeholder={words('programmes.maker.none')}
        options={options(['short', 'long'])}
      />
      <SelectField
        name="amount"
        label={words('programmes.maker.amount')}
        value={typedOr(typed, 'amount', definition.amount ?? '')}
        placeholder={words('programmes.maker.none')}
        options={options(['money'])}
      />
      <CheckboxesField
        name="published"
        label={words('programmes.maker.published')}
        hint={words('programmes.maker.publishedHint')}
        values={typed.values.published === undefined ? [...definition.published] : [typed.values.published].flat()}
        options={publishedParts.map((value) => ({ value, label: words(`programmes.published.${value}`) }))}
      />
    </PartPage>
  )
}

export function AfterPage(props: PartProps) {
  const { words, href } = useFrame()
  const { typed, draft } = props
  const { agreement, milestones, report } = draft.definition
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.after')}
      lede={words('programmes.maker.afterLede')}
      action="/after"
      after={
        <section>
          <h2>{words('programmes.maker.report')}</h2>
          {report.length === 0 && <p>{words('programmes.maker.asksNothing')}</p>}
          <ol>
            {report.map((field) => (
              <li key={field.id}>
                <p>
                  <a href={href(deskHref(draft.programme, `/report/${field.id}`))}>
                    <Said text={field.label} />
                  </a>
                  , {words(`programmes.kind.${field.kind}`)}
                </p>
                <OrderButtons draft={draft} what="report" id={field.id} label={said(words, field.label)} />
              </li>
            ))}
          </ol>
          <NewField draft={draft} page="report" />
        </section>
      }
    >
      <BothTongues
        name="agreement"
        text={agreement}
        typed={typed}
        most={60_000}
        long
        hint={words('programmes.maker.agreementHint', {
          places: agreementPlaces.map((place) => `{{${place}}} ${words(`programmes.place.${place}`)}`).join(', '),
        })}
      />
      <RowsField
        prefix="milestone"
        legend={words('programmes.maker.milestones')}
        hint={words('programmes.maker.milestonesHint')}
        columns={[
          { name: 'ru', label: words('programmes.maker.inRussian') },
          { name: 'en', label: words('programmes.maker.inEnglish') },
          { name: 'days', label: words('programmes.maker.milestoneDays') },
        ]}
        rows={milestones.map(({ id, label, days }) => ({ id, ru: label.ru, en: label.en, days: String(days) }))}
        typed={typed}
        most={20}
      />
    </PartPage>
  )
}
