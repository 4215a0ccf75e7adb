// What reaches me where: topics by channel, hours, how often; and below it what each channel needs.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxesField, type Option, RadiosField, SelectField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Wishes } from '../queries/wishes.ts'
import { isChosen, securityTopic } from '../rules.ts'
import type { Topic } from '../topics.ts'
import { BrowsersSection, LettersSection, TextsSection } from './channels.tsx'

export interface PreferencesPageProps {
  wishes: Wishes
  topics: readonly Topic[]
  typed: Typed
  /** The whole texts of consents. */
  texts: { texts: string; push: string }
  /** The key that browsers subscribe to; null where the operator has not turned it on. */
  pushKey: string | null
  saved: boolean
}

export function PreferencesPage({ wishes, topics, typed, texts, pushKey, saved }: PreferencesPageProps) {
  const { words, href } = useFrame()
  const errors = errorsIn(words, typed)
  return (
    <>
      <PageHead title={words('notifications.preferences.title')} lede={words('notifications.preferences.lede')} />
      {saved && (
        <Notice kind="done">
          <p>{words('notifications.preferences.saved')}</p>
        </Notice>
      )}
      <LettersSection email={wishes.email} on={wishes.channels.includes('mail')} rests={wishes.rests} />
      <ErrorSummary title={words('notifications.preferences.errors')} errors={errors.list} />
      <form method="post" action={href('/notifications/preferences')}>
        <input type="hidden" name="shown" value={wishes.channels.join(' ')} />
        <section>
          <h2>{words('notifications.preferences.what')}</h2>
          {topics.map((topic) => (
            <CheckboxesField
              key={topic.code}
              name={`topic_${topic.code}`}
              label={words(topic.key)}
              hint={topic.key === securityTopic ? words('notifications.preferences.security') : undefined}
              values={chosenIn(topic, wishes, typed)}
              options={channelOptions(words, topic, wishes)}
            />
          ))}
        </section>
        <Times wishes={wishes} typed={typed} errors={errors.of} />
        <Button>{words('notifications.preferences.save')}</Button>
      </form>
      {wishes.phone !== null && (
        <TextsSection phone={wishes.phone} agreed={wishes.textsAgreed} text={texts.texts} error={errors.of.agree} />
      )}
      {pushKey !== null && (
        <BrowsersSection devices={wishes.devices} pushKey={pushKey} text={texts.push} error={errors.of.endpoint} />
      )}
      <p>
        <a href={href('/notifications')}>{words('notifications.messages.title')}</a>
        {' · '}
        <a href={href('/account')}>{words('notifications.preferences.back')}</a>
      </p>
    </>
  )
}

function Times({ wishes, typed, errors }: Pick<PreferencesPageProps, 'wishes' | 'typed'> & { errors: Errors['of'] }) {
  const { words } = useFrame()
  const { quiet, rhythm, weekly, usual } = wishes.settings
  const value = (name: string, kept: string | number) => [typed.values[name] ?? String(kept)].flat()[0]
  const quietOn = quiet.from !== quiet.to
  const hours = hourOptions(words)
  return (
    <>
      <section>
        <h2>{words('notifications.preferences.quiet')}</h2>
        <RadiosField
          name="quiet"
          label={words('notifications.preferences.quietAsk')}
          hint={words('notifications.preferences.quietHint')}
          value={value('quiet', quietOn ? 'yes' : 'no')}
          error={errors.quiet}
          options={['yes', 'no'].map((each) => ({
            value: each,
            label: words(`notifications.preferences.quietIs.${each}`),
          }))}
        />
        <SelectField
          name="quietFrom"
          label={words('notifications.preferences.quietFrom')}
          value={value('quietFrom', quietOn ? quiet.from : usual.quiet.from)}
          error={errors.quietFrom}
          options={hours}
        />
        <SelectField
          name="quietTo"
          label={words('notifications.preferences.quietTo')}
          value={value('quietTo', quietOn ? quiet.to : usual.quiet.to)}
          error={errors.quietTo}
          options={hours}
        />
      </section>
      <section>
        <h2>{words('notifications.preferences.often')}</h2>
        <RadiosField
          name="rhythm"
          label={words('notifications.preferences.rhythm')}
          value={value('rhythm', rhythm.kind)}
          error={errors.rhythm}
          options={['at-once', 'daily', 'weekly'].map((each) => ({
            value: each,
            label: words(`notifications.preferences.rhythmIs.${each}`),
          }))}
        />
        <SelectField
          name="hour"
          label={words('notifications.preferences.hour')}
          hint={words('notifications.preferences.hourHint')}
          value={value('hour', rhythm.kind === 'at-once' ? 9 : rhythm.hour)}
          error={errors.hour}
          options={hours}
        />
        <SelectField
          name="day"
          label={words('notifications.preferences.day')}
          value={value('day', rhythm.kind === 'weekly' ? rhythm.day : 1)}
          error={errors.day}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            value: String(day),
            label: words(`notifications.preferences.dayIs.${day}`),
          }))}
        />
        <TextField
          name="weekly"
          width="short"
          inputMode="numeric"
          label={words('notifications.preferences.weekly')}
          hint={words('notifications.preferences.weeklyHint', { most: usual.weekly })}
          value={value('weekly', weekly)}
          error={errors.weekly}
        />
      </section>
    </>
  )
}

// About security there is nothing to choose: letters go to whoever signs in by an address, agreed or not.
function channelOptions(words: Words, { key }: Topic, { channels }: Wishes): Option[] {
  const page = { value: 'page', label: words('notifications.by.page'), disabled: true }
  if (key === securityTopic)
    return [page, { value: 'mail', label: words('notifications.by.mailAlways'), disabled: true }]
  return [page, ...channels.map((channel) => ({ value: channel, label: words(`notifications.by.${channel}`) }))]
}

function chosenIn({ key, code }: Topic, { channels, choices }: Wishes, typed: Typed): string[] {
  if (key === securityTopic) return ['page', 'mail']
  const sent = typed.values.shown === undefined ? null : [typed.values[`topic_${code}`] ?? []].flat()
  return ['page', ...(sent ?? channels.filter((channel) => isChosen(choices, key, channel)))]
}

function hourOptions(words: Words): Option[] {
  return Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: words('notifications.preferences.hourIs', { hour }),
  }))
}

interface Errors {
  list: { name: string; message: string }[]
  of: Record<string, string>
}

function errorsIn(words: Words, { errors }: Typed): Errors {
  const list = Object.entries(errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  return { list, of: Object.fromEntries(list.map(({ name, message }) => [name, message])) }
}
