// Every kind of question, filled in rightly and wrongly.
import { Button } from '../button/button.tsx'
import type { Example } from '../example.ts'
import {
  CheckboxesField,
  CheckboxField,
  FileField,
  RadiosField,
  SelectField,
  TextareaField,
  TextField,
} from './field.tsx'

const districts = [
  { value: 'industrial', label: 'Индустриальный' },
  { value: 'leninsky', label: 'Ленинский' },
]

export const fieldExamples: Example[] = [
  {
    title: 'Вопросы формы',
    view: (
      <form method="post" action="/desk/house/components">
        <FileField
          name="photo"
          label="Фотография"
          hint="Снимок места, до 20 МБ. Можно и без него."
          accept="image/*"
          island={{
            tooLarge: 'Снимок больше 20 МБ, он не дойдёт.',
            preview: 'Выбранный снимок',
            limitBytes: 20_000_000,
          }}
        />
        <TextField
          name="address"
          label="Улица и дом"
          value="Пушкинская"
          error="Не хватает номера дома. Напишите, например: Пушкинская, 229"
          autocomplete="street-address"
          suggestions={['Пушкинская, 229', 'Карла Либкнехта, 19']}
          required
        />
        <TextareaField name="text" label="Что случилось" hint="Своими словами" value="Яма у второго подъезда" />
        <SelectField name="district" label="Район" options={districts} placeholder="Выберите район" value="leninsky" />
        <RadiosField
          name="same"
          label="Это та же яма?"
          options={[
            { value: 'yes', label: 'Да, присоединюсь', hint: 'Вам тоже придёт ответ' },
            { value: 'no', label: 'Нет, другая' },
          ]}
          error="Выберите один ответ"
        />
        <CheckboxesField name="topics" label="О чём сообщать" options={districts} values={['industrial']} />
        <CheckboxField
          name="consent"
          label="Согласна на хранение почты, чтобы пришёл ответ"
          hint="Согласие можно отозвать в любой день"
        />
        <Button>Дальше</Button>
      </form>
    ),
  },
]
