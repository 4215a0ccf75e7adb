// What stands above pages of programmes: the way back.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import type { CallView } from '../queries/calls.ts'

/** The way back from a programme, or from a call to its programme. */
export function AboveProgrammes({ programme }: { programme?: { id: string; title: string } }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('programmes.above')}
      links={[
        { href: href('/programmes'), label: words('programmes.list.title') },
        ...(programme ? [{ href: href(`/programmes/${programme.id}`), label: programme.title }] : []),
      ]}
    />
  )
}

/** The way back from a question or a value worked out, at the desk. */
export function AboveQuestions() {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('programmes.terms.desk.path')}
      links={[
        { href: href('/desk'), label: words('programmes.terms.desk.desk') },
        { href: href('/desk/programmes/questions'), label: words('programmes.questions.desk.title') },
      ]}
    />
  )
}

export const callHref = (call: Pick<CallView, 'id' | 'programme'>): string =>
  `/programmes/${call.programme}/calls/${call.id}`
