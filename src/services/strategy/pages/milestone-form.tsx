// A new control point of a project: what will be reached, by when, how much of it, and what will prove it.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxField, SelectField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ProjectView } from '../queries/projects.ts'
import { units } from '../rules/okei.ts'
import { Name, nameOf } from './said.tsx'
import { OwnerFields, SourceFields, StaffPath, typedField, Wrong } from './staff-parts.tsx'

export interface MilestoneProps {
  project: ProjectView
  owners: { id: string; name: string }[]
  typed: Typed
}

export function MilestonePage({ project, owners, typed }: MilestoneProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  const at = `/desk/strategy/projects/${project.id}`
  return (
    <>
      <PageHead
        above={<StaffPath links={[{ href: at, label: nameOf(words, project) }]} />}
        title={words('strategy.staff.milestone.title')}
        lede={<Name named={project} />}
      >
        <p>{words('strategy.staff.milestone.how')}</p>
      </PageHead>
      <Wrong errors={typed.errors} />
      <form method="post" action={href(`${at}/milestones`)} noValidate>
        <TextField {...of('name')} label={words('strategy.staff.milestone.name')} maxLength={300} required />
        <TextField
          {...of('due')}
          label={words('strategy.staff.milestone.due')}
          hint={words('strategy.staff.field.periodHint')}
          width="short"
          maxLength={20}
          required
        />
        <TextField
          {...of('target')}
          label={words('strategy.staff.milestone.target')}
          hint={words('strategy.staff.milestone.targetHint')}
          inputMode="decimal"
          width="short"
          maxLength={40}
        />
        <SelectField
          {...of('unit')}
          label={words('strategy.staff.milestone.unit')}
          placeholder={words('strategy.staff.milestone.noUnit')}
          options={units.map(({ code, name, nameEn }) => ({
            value: code,
            label: words.locale === 'en' ? nameEn : name,
          }))}
        />
        <TextField
          {...of('document')}
          label={words('strategy.staff.milestone.document')}
          hint={words('strategy.staff.milestone.documentHint')}
          maxLength={300}
        />
        <OwnerFields term="owner" typed={typed} owners={owners} />
        <TextField
          {...of('weight')}
          label={words('strategy.staff.milestone.weight')}
          hint={words('strategy.staff.milestone.weightHint')}
          inputMode="decimal"
          width="short"
          maxLength={20}
        />
        <CheckboxField
          name="critical"
          label={words('strategy.staff.milestone.critical')}
          checked={of('critical').value === 'yes'}
        />
        <SourceFields typed={typed} />
        <Button>{words('strategy.staff.milestone.save')}</Button>
      </form>
    </>
  )
}
