// A piece for other sites: how to put it there, and the piece itself, which needs neither script nor menu.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ListedWin } from '../queries/win.ts'
import { type Asked, addressWith } from '../rules/asked.ts'
import type { Facets } from '../tables.ts'
import { Corrected, Data, quantityOf, Title, WinTags } from './said.tsx'

export interface WidgetProps {
  asked: Asked
  facets: Facets
  streetKnown: boolean
  /** Scheme and host of the city. */
  origin: string
}

export function WidgetPage({ asked, facets, streetKnown, origin }: WidgetProps) {
  const { words, href } = useFrame()
  const frame = href(addressWith('/small-wins/widget/frame', asked))
  const any = words('smallWins.filter.any')
  const en = words.locale === 'en'
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('smallWins.path')}
            links={[{ href: href('/small-wins'), label: words('smallWins.title') }]}
          />
        }
        title={words('smallWins.widget.title')}
        lede={words('smallWins.widget.lede')}
      />
      <form class="filters" method="get" action={href('/small-wins/widget')}>
        <TextField
          name="street"
          label={words('smallWins.filter.street')}
          value={asked.street}
          error={streetKnown ? undefined : words('smallWins.noSuchStreet', { street: asked.street })}
          maxLength={200}
          width="middle"
          autocomplete="off"
        />
        <SelectField
          name="category"
          label={words('smallWins.filter.category')}
          value={asked.category}
          placeholder={any}
          options={facets.categories.map(({ value, labelEn }) => ({ value, label: en ? (labelEn ?? value) : value }))}
        />
        {facets.districts.length > 0 && (
          <SelectField
            name="district"
            label={words('smallWins.filter.district')}
            value={asked.district}
            placeholder={any}
            options={facets.districts.map(({ value }) => ({ value, label: value }))}
          />
        )}
        <Button kind="plain">{words('smallWins.widget.make')}</Button>
      </form>
      <TextareaField
        name="code"
        label={words('smallWins.widget.code')}
        hint={words('smallWins.widget.codeHint')}
        value={codeOf(origin + frame, words('smallWins.feedTitle'))}
        rows={4}
      />
      <p>
        <a href={frame}>{words('smallWins.widget.see')}</a>
      </p>
      <p class="quiet">{words('smallWins.widget.promise')}</p>
    </>
  )
}

/** What is shown inside another site. Its links open pages of their own, since here they would open inside the frame. */
export function WidgetFrame({ asked, wins }: { asked: Asked; wins: ListedWin[] }) {
  const { words, href } = useFrame()
  const own = { target: '_blank', rel: 'noopener' }
  const where = [asked.street, asked.district].filter(Boolean).join(', ')
  return (
    <>
      <h1 class="bare-title">
        {where === '' ? words('smallWins.title') : words('smallWins.titleOn', { street: where })}
      </h1>
      {wins.length === 0 ? (
        <Empty title={words('smallWins.widget.none')} />
      ) : (
        <ul class="list">
          {wins.map((win) => (
            <li key={win.id}>
              <div>
                <a class="what" href={href(`/small-wins/${win.id}`)} {...own}>
                  <Title win={win} />
                </a>
                <div class="source">
                  {win.kind === 'win' && <b>{quantityOf(words, win)}</b>}
                  {win.kind === 'win' && quantityOf(words, win) && win.place && ', '}
                  {win.kind !== 'correction' && win.place && <Data>{win.place}</Data>}
                  <Corrected win={win} />
                  {win.doneOn && ` · ${words.date(win.doneOn)}`}
                </div>
                <div>
                  <WinTags win={win} />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={href(addressWith('/small-wins', asked))} {...own}>
          {words('smallWins.widget.back')}
        </a>
      </p>
    </>
  )
}

function codeOf(address: string, title: string): string {
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${safe(address)}" title="${safe(title)}" width="100%" height="480" loading="lazy"></iframe>`
}
