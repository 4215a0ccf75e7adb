// Following a street: by letter after a first letter is answered, on one's own page when signed in, and by a feed for anybody.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { addressWith } from '../rules/asked.ts'
import { errorOf, errorsOf, typedText } from './typed.ts'

export interface FollowProps {
  typed: Typed
  /** The street that she came for. */
  street: string
  /** Known streets, to choose from while typing. */
  streets: string[]
  /** The whole text of the consent. */
  consent: string
  /** What she follows already; null for a guest. */
  own: { streets: string[]; letters: boolean } | null
}

export function FollowPage({ typed, street, streets, consent, own }: FollowProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<Above />} title={words('smallWins.follow.title')} lede={words('smallWins.follow.lede')} />
      <ErrorSummary title={words('smallWins.desk.wrong')} errors={errorsOf(typed, words)} />
      <form method="post" action={href('/small-wins/follow')}>
        <TextField
          name="street"
          label={words('smallWins.filter.street')}
          hint={words('smallWins.follow.streetHint')}
          value={typedText(typed, 'street', street)}
          error={errorOf(typed, 'street', words)}
          suggestions={streets}
          maxLength={200}
          autocomplete="off"
          required
        />
        {own === null && (
          <TextField
            name="email"
            type="email"
            label={words('smallWins.follow.email')}
            hint={words('smallWins.follow.emailHint')}
            value={typedText(typed, 'email', '')}
            error={errorOf(typed, 'email', words)}
            inputMode="email"
            autocomplete="email"
            width="middle"
            required
          />
        )}
        {!own?.letters && (
          <CheckboxField
            name="agree"
            label={own === null ? words('smallWins.follow.agree') : words('smallWins.follow.alsoByLetter')}
            hint={consent}
            error={errorOf(typed, 'agree', words)}
            checked={typed.values.agree === 'yes'}
          />
        )}
        <Button>{words('smallWins.follow.do')}</Button>
      </form>
      {own && own.streets.length > 0 && <OwnStreets {...own} />}
      <section>
        <h2>{words('smallWins.follow.feedTitle')}</h2>
        <p>{words('smallWins.follow.feedHow')}</p>
        <p>
          <a href={href(addressWith('/small-wins/feed.atom', { street }))}>
            {street === '' ? words('smallWins.feed') : words('smallWins.feedOf', { street })}
          </a>
        </p>
      </section>
    </>
  )
}

function OwnStreets({ streets, letters }: { streets: string[]; letters: boolean }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('smallWins.follow.own')}</h2>
      <List
        items={streets.map((street) => ({
          href: href(addressWith('/small-wins', { street })),
          title: street,
          note: (
            <ActionButton action={href('/small-wins/follow/stopping')} hidden={{ street }}>
              {words('smallWins.follow.stop', { street })}
            </ActionButton>
          ),
        }))}
      />
      {letters && (
        <>
          <p>{words('smallWins.follow.lettersGo')}</p>
          <ActionButton action={href('/small-wins/follow/stopping')}>
            {words('smallWins.follow.noLetters')}
          </ActionButton>
        </>
      )}
    </section>
  )
}

/** After asking: the same for every address. */
export function SentPage() {
  const { words } = useFrame()
  return (
    <>
      <PageHead above={<Above />} title={words('smallWins.follow.sentTitle')} lede={words('smallWins.follow.sent')} />
      <p>{words('smallWins.follow.sentMore')}</p>
    </>
  )
}

/** What the link of the letter shows: a question before, and the way out after. */
export function LinkPage({ token, street, confirmed }: { token: string; street: string; confirmed: boolean }) {
  const { words, href } = useFrame()
  const about = { street }
  const way = confirmed ? 'ending' : 'confirmation'
  return (
    <>
      <PageHead
        above={<Above />}
        title={confirmed ? words('smallWins.follow.onTitle', about) : words('smallWins.follow.confirmTitle', about)}
        lede={confirmed ? words('smallWins.follow.on') : words('smallWins.follow.confirm')}
      />
      <form method="post" action={href(`/small-wins/follow/${way}`)}>
        <input type="hidden" name="token" value={token} />
        <Button kind={confirmed ? 'plain' : 'main'}>
          {confirmed ? words('smallWins.follow.stop', about) : words('smallWins.follow.yes')}
        </Button>
      </form>
      <p>
        <a href={href(addressWith('/small-wins', about))}>{words('smallWins.follow.seeStreet', about)}</a>
      </p>
    </>
  )
}

/** After the last letter was refused. */
export function EndedPage() {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<Above />} title={words('smallWins.follow.endedTitle')} lede={words('smallWins.follow.ended')} />
      <p>
        <a href={href('/small-wins/follow')}>{words('smallWins.follow.any')}</a>
      </p>
    </>
  )
}

/** The streets of a person, on her own page. */
export function MyStreets({ streets }: { streets: string[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('smallWins.follow.own')}</h2>
      {streets.length === 0 ? (
        <p>{words('smallWins.follow.none')}</p>
      ) : (
        <List
          items={streets.map((street) => ({ href: href(addressWith('/small-wins', { street })), title: street }))}
        />
      )}
      <p>
        <a href={href('/small-wins/follow')}>{words('smallWins.follow.any')}</a>
      </p>
    </section>
  )
}

function Above() {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('smallWins.path')}
      links={[{ href: href('/small-wins'), label: words('smallWins.title') }]}
    />
  )
}
