// The table of terms as a file: to take away and to bring back.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { FileField } from '#web/components/field/field.tsx'

export function TermsSheet({ at, seen, wrong }: { at: string; seen: number; wrong: readonly string[] }) {
  const { words } = useFrame()
  const said = (name: string) => words(`programmes.terms.desk.${name}`)
  return (
    <section>
      <h2>{said('sheet')}</h2>
      <p>{said('sheetLede')}</p>
      <p class="actions">
        <LinkButton href={`${at}/table.xlsx`} kind="plain">
          {said('sheetXlsx')}
        </LinkButton>
        <LinkButton href={`${at}/table.csv`} kind="plain">
          {said('sheetCsv')}
        </LinkButton>
      </p>
      <form class="narrow" method="post" action={`${at}/table`} encType="multipart/form-data" noValidate>
        <input type="hidden" name="seen" value={String(seen)} />
        <FileField name="file" label={said('sheetFile')} accept=".xlsx,.csv" error={wrong[0]} />
        <Button kind="plain">{said('sheetSend')}</Button>
      </form>
    </section>
  )
}
