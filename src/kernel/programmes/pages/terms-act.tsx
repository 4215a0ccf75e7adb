// A button that changes the table or its examples, and keeps what was typed.
import { Button } from '#web/components/button/button.tsx'

export function Act({ act, label }: { act: string; label: string }) {
  return (
    <Button kind="plain" name="act" value={act}>
      {label}
    </Button>
  )
}
