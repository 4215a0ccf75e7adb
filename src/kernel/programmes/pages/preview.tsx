// A draft of a programme as an applicant would see it.
import { useFrame } from '#platform/http/frame.ts'
import { nothingTyped } from '#platform/http/route.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Draft } from '../queries/programmes.ts'
import type { Page } from '../rules/definition.ts'
import { Box } from './boxes.tsx'
import { Asked, Judged } from './call.tsx'
import { AboveDesk, deskHref } from './maker-parts.tsx'
import { Said, SaidAtLength, said } from './said.tsx'

export function PreviewPage({ draft }: { draft: Draft }) {
  const { words, href } = useFrame()
  const { definition, programme } = draft
  return (
    <>
      <PageHead
        above={<AboveDesk programme={draft} />}
        title={words('programmes.preview.of', { title: said(words, definition.title) })}
        lede={<Said text={definition.lead} />}
      />
      <Notice>{words('programmes.preview.note')}</Notice>
      <SaidAtLength text={definition.about} title={said(words, definition.title)} />
      <Asked definition={definition} />
      <h2>{words('programmes.preview.pages')}</h2>
      <List
        ordered
        label={words('programmes.preview.pages')}
        items={definition.pages.map((page) => ({
          href: href(deskHref(programme, `/preview/${page.id}`)),
          title: <Said text={page.title} />,
        }))}
      />
      <Judged definition={definition} />
    </>
  )
}

export function PreviewStepPage({ draft, page }: { draft: Draft; page: Page }) {
  const { words, href } = useFrame()
  const { pages } = draft.definition
  const at = pages.findIndex(({ id }) => id === page.id)
  const next = pages[at + 1]
  return (
    <>
      <PageHead
        above={<AboveDesk programme={draft} />}
        title={said(words, page.title)}
        lede={words('programmes.step.of', { step: at + 1, steps: pages.length })}
      >
        <p>
          <Said text={page.hint} />
        </p>
      </PageHead>
      <Notice>{words('programmes.preview.note')}</Notice>
      {page.fields.map((field) => (
        <div key={field.id}>
          {field.when && <p class="quiet">{words('programmes.preview.when', { when: whenSaid(draft, field.when) })}</p>}
          {field.kind === 'file' ? (
            <p>
              {said(words, field.label)}: {words('programmes.step.file')}
            </p>
          ) : (
            <Box field={field} answer={undefined} typed={nothingTyped} />
          )}
        </div>
      ))}
      <LinkButton href={href(deskHref(draft.programme, next ? `/preview/${next.id}` : '/preview'))}>
        {words(next ? 'programmes.preview.next' : 'programmes.preview.back')}
      </LinkButton>
    </>
  )

  function whenSaid({ definition }: Draft, when: { field: string; is: string }): string {
    const on = definition.pages.flatMap(({ fields }) => fields).find(({ id }) => id === when.field)
    const option = on?.options.find(({ id }) => id === when.is)
    const answer = option
      ? said(words, option.label)
      : words(when.is === 'yes' ? 'programmes.answer.yes' : 'programmes.answer.no')
    return `${on ? said(words, on.label) : when.field} — ${answer}`
  }
}
