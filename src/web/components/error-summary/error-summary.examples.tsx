// Two errors found in one form.
import type { Example } from '../example.ts'
import { ErrorSummary } from './error-summary.tsx'

export const errorSummaryExamples: Example[] = [
  {
    title: 'Ошибки формы',
    view: (
      <ErrorSummary
        title="Осталось поправить"
        errors={[
          { name: 'address', message: 'Не хватает номера дома' },
          { name: 'same', message: 'Выберите, та же ли это яма' },
        ]}
      />
    ),
  },
]
