// A small table with numbers.
import type { Example } from '../example.ts'
import { DataTable } from './data-table.tsx'

export const dataTableExamples: Example[] = [
  {
    title: 'Таблица',
    view: (
      <DataTable
        caption="Измерения показателя"
        columns={[{ label: 'Когда' }, { label: 'Значение, м²', numeric: true }, { label: 'Источник' }]}
        rows={[
          ['2024', '25,9', 'Удмуртстат'],
          ['2025', '26,8', 'Удмуртстат'],
        ]}
      />
    ),
  },
]
