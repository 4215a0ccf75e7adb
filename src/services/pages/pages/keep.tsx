// What editors look after beside the texts: pictures, and links that no longer lead anywhere.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { FileField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { BrokenLink } from '../queries/links.ts'
import type { Picture } from '../queries/pictures.ts'
import { Above } from './editor.tsx'
import { shownErrors, typedText } from './typed.ts'

export function PicturesPage({ pictures, typed }: { pictures: readonly Picture[]; typed: Typed }) {
  const { words, href } = useFrame()
  const { list, of } = shownErrors(words, typed)
  return (
    <>
      <PageHead above={<Above />} title={words('pages.pictures.title')} lede={words('pages.pictures.lede')} />
      <ErrorSummary title={words('pages.form.wrong')} errors={list} />
      <form method="post" action={href('/desk/pages/pictures')} encType="multipart/form-data">
        <FileField
          name="photo"
          label={words('pages.pictures.file')}
          hint={words('pages.pictures.fileHint')}
          accept="image/*"
          error={of.photo}
          required
        />
        <TextField
          name="alt"
          label={words('pages.pictures.alt')}
          hint={words('pages.pictures.altHint')}
          value={typedText(typed, 'alt')}
          error={of.alt}
          maxLength={300}
          required
        />
        <Button>{words('pages.pictures.keep')}</Button>
      </form>
      <section>
        <h2>{words('pages.pictures.kept')}</h2>
        {pictures.length === 0 ? (
          <Empty title={words('pages.pictures.none')} />
        ) : (
          <ul class="list">
            {pictures.map(({ src, alt, width, height }) => (
              <li>
                <img class="thumb" src={src} alt={alt} width={width} height={height} loading="lazy" />
                <p>
                  <code>{`![${alt.replaceAll(/[[\]\\]/g, '\\$&')}](${src})`}</code>
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

export interface LinksPageProps {
  failing: readonly BrokenLink[]
  links: number
  at: Date | null
  /** From how many days on a link is called broken. */
  brokenAfter: number
  /** Whether other sites are asked at all. */
  outer: boolean
}

export function LinksPage({ failing, links, at, brokenAfter, outer }: LinksPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<Above />}
        title={words('pages.links.title')}
        lede={words('pages.links.lede', { days: brokenAfter })}
      />
      <p>
        {at === null
          ? words('pages.links.never')
          : words('pages.links.looked', { n: links, at: words.date(at, 'time') })}
      </p>
      {!outer && <p>{words('pages.links.innerOnly')}</p>}
      {failing.length === 0 ? (
        <Empty title={words('pages.links.none')} />
      ) : (
        <DataTable
          caption={words('pages.links.caption')}
          columns={['url', 'state', 'since', 'why', 'where'].map((name) => ({ label: words(`pages.links.${name}`) }))}
          rows={failing.map(({ url, since, reason, days, pages }) => [
            <code>{url}</code>,
            days >= brokenAfter ? (
              <Tag kind="late">{words('pages.links.broken')}</Tag>
            ) : (
              <Tag kind="ok">{words('pages.links.watched', { n: days })}</Tag>
            ),
            words.date(since),
            words(`pages.links.fault.${reason}`),
            <ul>
              {pages.map(({ id, title }) => (
                <li>
                  <a href={href(`/desk/pages/${id.replace(':', '/')}`)} lang={words.locale === 'en' ? 'ru' : undefined}>
                    {title}
                  </a>
                </li>
              ))}
            </ul>,
          ])}
        />
      )}
    </>
  )
}
