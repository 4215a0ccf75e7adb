// The editor's desk: confirmed repairs that wait to be told, and told ones that may have to be taken back.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { PhotoPair } from '#web/components/photos/photos.tsx'
import type { DeskDraft, Draft } from '../queries/drafts.ts'
import type { Win } from '../queries/win.ts'
import { quantityOf, Title } from './said.tsx'
import { errorOf, errorsOf, typedText } from './typed.ts'

export function DeskPage({ drafts, born }: { drafts: Draft[]; born: Win[] }) {
  const { words, href, now } = useFrame()
  return (
    <>
      <PageHead title={words('smallWins.desk.title')} lede={words('smallWins.desk.lede')} />
      <section>
        <h2>{words('smallWins.desk.drafts', { n: drafts.length })}</h2>
        {drafts.length === 0 ? (
          <Empty title={words('smallWins.desk.noDrafts')} />
        ) : (
          <List
            items={drafts.map((draft) => ({
              href: href(`/desk/small-wins/${draft.id}`),
              title: words('smallWins.fromCase', { number: draft.case }),
              note: words('smallWins.desk.confirmed', { when: words.ago(draft.madeAt, now) }),
            }))}
          />
        )}
      </section>
      <section>
        <h2>{words('smallWins.desk.published')}</h2>
        {born.length === 0 ? (
          <Empty title={words('smallWins.desk.nonePublished')} />
        ) : (
          <List
            items={born.map((win) => ({
              href: href(`/desk/small-wins/${win.id}`),
              title: <Title win={win} />,
              note: [quantityOf(words, win), win.place, win.doneOn && words.date(win.doneOn)]
                .filter(Boolean)
                .join(', '),
            }))}
          />
        )}
      </section>
      <section>
        <h2>{words('smallWins.desk.wentWrong')}</h2>
        <p>{words('smallWins.desk.howToCorrect')}</p>
        <p>
          <a href={href('/desk/small-wins/setback')}>{words('smallWins.desk.toSetback')}</a>
        </p>
      </section>
    </>
  )
}

/** One draft: the editor puts the title right, says how much was done, and publishes. */
export function DraftPage({ draft, typed }: { draft: DeskDraft; typed: Typed }) {
  const { words, href, now } = useFrame()
  const { before, after } = draft
  return (
    <>
      <PageHead
        above={<Above />}
        title={words('smallWins.desk.draftTitle')}
        lede={words('smallWins.desk.confirmed', { when: words.ago(draft.madeAt, now) })}
      >
        <p>
          <a href={href(`/cases/${draft.case}`)}>{words('smallWins.fromCase', { number: draft.case })}</a>,{' '}
          {draft.place}
        </p>
      </PageHead>
      <ErrorSummary title={words('smallWins.desk.wrong')} errors={errorsOf(typed, words)} />
      {before && after ? (
        <PhotoPair
          before={{
            src: before.small,
            width: before.width,
            height: before.height,
            alt: words('smallWins.photo.before', { title: draft.title }),
            caption: words('smallWins.before'),
          }}
          after={{
            src: after.small,
            width: after.width,
            height: after.height,
            alt: words('smallWins.photo.after', { title: draft.title }),
            caption: words('smallWins.after'),
          }}
        />
      ) : (
        <p>{words('smallWins.desk.noPhotos')}</p>
      )}
      <form method="post" action={href(`/desk/small-wins/${draft.id}/publication`)}>
        <TextField
          name="title"
          label={words('smallWins.desk.titleField')}
          hint={words('smallWins.desk.titleHint')}
          value={typedText(typed, 'title', draft.title)}
          error={errorOf(typed, 'title', words)}
          maxLength={200}
          required
        />
        <TextField
          name="quantity"
          label={words('smallWins.desk.quantityField', { unit: draft.unit })}
          value={typedText(typed, 'quantity', '1')}
          error={errorOf(typed, 'quantity', words)}
          inputMode="decimal"
          width="short"
          required
        />
        <Button>{words('smallWins.desk.publish')}</Button>
      </form>
      <div class="actions">
        <ActionButton action={href(`/desk/small-wins/${draft.id}/dropping`)}>
          {words('smallWins.desk.drop')}
        </ActionButton>
      </div>
    </>
  )
}

/** One published record: the editor may put it right, say what went wrong with it, or take it back, and says why. */
export function WithdrawPage({ win, typed }: { win: Win; typed: Typed }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<Above />} title={<Title win={win} />} lede={words('smallWins.desk.recordLede')}>
        <p>
          <a href={href(`/small-wins/${win.id}`)}>{words('smallWins.desk.seeWin')}</a>
          {' · '}
          <a href={href(`/desk/small-wins/${win.id}/correction`)}>{words('smallWins.desk.toCorrect')}</a>
          {' · '}
          <a href={href(`/desk/small-wins/setback?about=${encodeURIComponent(win.id)}`)}>
            {words('smallWins.desk.toSetback')}
          </a>
        </p>
      </PageHead>
      <ErrorSummary title={words('smallWins.desk.wrong')} errors={errorsOf(typed, words)} />
      {win.case === null ? (
        <p>{words('smallWins.desk.pressStays')}</p>
      ) : (
        <form method="post" action={href(`/desk/small-wins/${win.id}/withdrawal`)}>
          <h2>{words('smallWins.desk.withdrawTitle')}</h2>
          <p>{words('smallWins.desk.withdrawLede')}</p>
          <TextField
            name="note"
            label={words('smallWins.desk.noteField')}
            hint={words('smallWins.desk.noteHint')}
            value={typedText(typed, 'note', '')}
            error={errorOf(typed, 'note', words)}
            maxLength={500}
            required
          />
          <Button kind="danger">{words('smallWins.desk.withdraw')}</Button>
        </form>
      )}
    </>
  )
}

export function Above() {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('smallWins.path')}
      links={[{ href: href('/desk/small-wins'), label: words('smallWins.desk.title') }]}
    />
  )
}
