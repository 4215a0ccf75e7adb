// What an editor writes of a source, and the mapping of a JSON feed as text.
import { z } from 'zod'
import { isInn } from '#kernel/identity/index.ts'
import { type Fields, field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { kinds } from '../rules/terms.ts'
import { mappingShape } from '../sources/mapping.ts'
import { isZone } from '../sources/moments.ts'
import { formats, readKinds, type Settings, type SourceFile, schedules } from '../sources/settings.ts'
import { mappingOf } from '../sources/texts.ts'

export interface SourceForm {
  /** The id only of a new source. */
  check(
    fields: Fields,
  ): { ok: true; value: Omit<SourceFile, 'id' | 'note'> & { id: string } } | { ok: false; errors: FieldErrors }
}

const none = 'none'

const whole = form({
  id: field.maybe(60),
  name: field.text(200, 'events.source.problem.name'),
  kind: field.choice(readKinds, 'events.source.problem.kind'),
  url: field.maybe(2000),
  schedule: field.choice([none, ...schedules], 'events.source.problem.schedule'),
  trust: field.whole(0, 100),
  format: field.choice(['', ...formats]),
  fields: field.maybe(5000),
  zone: field.maybe(60),
  roubles: field.tick(),
  venue: field.maybe(200),
  address: field.maybe(300),
  organiser: field.maybe(200),
  eventKind: field.choice(['', ...kinds]),
  organisation: field.maybe(60),
})

/** The form of a source; `allows` says whether an address may be asked at all. */
export function sourceForm({ isNew, allows }: { isNew: boolean; allows(url: string): boolean }): SourceForm {
  return {
    check: (fields) => {
      const checked = whole.check({ format: '', eventKind: '', ...fields })
      const errors: FieldErrors = checked.ok ? {} : { ...checked.errors }
      const typed = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '')
      if (isNew && !/^[a-z0-9-]{2,60}$/.test(typed('id'))) errors.id = { key: 'events.source.problem.id' }
      if (typed('url') !== '' && !allows(typed('url'))) errors.url = { key: 'events.source.problem.url' }
      if (typed('url') === '' && typed('schedule') !== none && typed('schedule') !== '')
        errors.url ??= { key: 'events.source.problem.noUrl' }
      if (typed('zone') !== '' && !isZone(typed('zone'))) errors.zone = { key: 'events.source.problem.zone' }
      if (typed('address') !== '' && typed('venue') === '') errors.venue = { key: 'events.source.problem.venue' }
      if (typed('organisation') !== '' && !isInn(typed('organisation')))
        errors.organisation = { key: 'events.source.problem.organisation' }
      const mapping = fieldsTyped(typed('fields'))
      if (mapping === null) errors.fields = { key: 'events.source.problem.fields' }
      if (!checked.ok || mapping === null || Object.keys(errors).length > 0) return { ok: false, errors }
      const { value } = checked
      const settings: Settings = {
        ...(value.kind === 'json' && value.format !== '' ? { format: value.format } : {}),
        ...(value.kind === 'json' && Object.keys(mapping ?? {}).length > 0 ? { fields: mapping } : {}),
        ...(value.zone === '' ? {} : { zone: value.zone }),
        ...(value.roubles ? { roubles: true } : {}),
        ...(value.venue === '' ? {} : { venue: { name: value.venue, address: value.address || null } }),
        ...(value.organiser === '' ? {} : { organiser: value.organiser }),
        ...(value.eventKind === '' ? {} : { kind: value.eventKind }),
      }
      if (value.kind === 'json' && !isKnownShape(settings))
        return { ok: false, errors: { format: { key: 'events.source.problem.format' } } }
      const { id, name, kind, trust } = value
      return {
        ok: true,
        value: {
          ...{
            id,
            name,
            kind,
            trust,
            settings,
            enabled: true,
            url: value.url || null,
            organisation: value.organisation || null,
          },
          schedule: value.schedule === none ? null : value.schedule,
        },
      }
    },
  }
}

const isKnownShape = (settings: Settings): boolean =>
  settings.format === 'linked-events' || settings.format === 'ticket-office' || mappingOf(settings) !== null

/** One field a line, «title: name | title»; those of a group with a dot, «venue.name: place». Null where a line says nothing known. */
export function fieldsTyped(text: string): Settings['fields'] | null {
  const told: Record<string, unknown> = {}
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const [, group, name, value] = /^(?:(sessions|venue)\.)?(\w+)\s*:\s*(\S.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) return null
    if (group === undefined) told[name] = value
    else told[group] = { ...(isRecord(told[group]) ? told[group] : {}), [name]: value }
  }
  const loose = mappingShape.partial().extend({ sessions: mappingShape.shape.sessions.optional() })
  const read = loose.safeParse(told)
  return read.success ? read.data : null
}

/** The other way round. */
export function fieldsText(fields: Settings['fields']): string {
  return Object.entries(fields ?? {})
    .flatMap(([name, value]) =>
      typeof value === 'string'
        ? [`${name}: ${value}`]
        : Object.entries(value ?? {}).map(([inner, path]) => `${name}.${inner}: ${String(path)}`),
    )
    .join('\n')
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

export const decisionForm = form({
  event: field.text(100),
  place: field.maybe(200),
  field: field.text(20),
  chosen: field.text(100, 'events.conflict.problem.chosen'),
  note: field.maybe(500),
  seen: z.string().max(20_000),
})

export const pairForm = form({
  one_source: field.maybe(100),
  one_uid: field.text(500),
  other_source: field.maybe(100),
  other_uid: field.text(500),
  same: field.choice(['yes', 'no']),
})

export const splitForm = form({ source: field.text(100), uid: field.text(500) })

/** What is typed into the form of a source that is there. */
export function sourceTyped(source: Omit<SourceFile, 'note'>): Record<string, string> {
  const { settings } = source
  return {
    ...{
      id: source.id,
      name: source.name,
      kind: source.kind,
      url: source.url ?? '',
      schedule: source.schedule ?? none,
    },
    ...{
      trust: String(source.trust),
      format: settings.format ?? '',
      fields: fieldsText(settings.fields),
      zone: settings.zone ?? '',
    },
    ...{
      roubles: settings.roubles ? 'yes' : '',
      venue: settings.venue?.name ?? '',
      address: settings.venue?.address ?? '',
    },
    ...{ organiser: settings.organiser ?? '', eventKind: settings.kind ?? '', organisation: source.organisation ?? '' },
  }
}
