// What was typed comes back as it was, and an error is tied to its question.
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { CheckboxesField, CheckboxField, RadiosField, SelectField, TextareaField, TextField } from './field.tsx'

const options = [
  { value: 'a', label: 'А' },
  { value: 'b', label: 'Б' },
]

test('typed HTML stays words', () => {
  const evil = '"><script>alert(1)</script>'
  expect(render(<TextField name="t" label="Т" value={evil} />)).not.toContain('<script')
  expect(render(<TextareaField name="t" label="Т" value={`</textarea>${evil}`} />)).not.toContain('<script')
})

test('the error and the hint are both read with the question', () => {
  const html = render(<TextField name="street" label="Улица" hint="и дом" error="Не хватает дома" />)
  expect(html).toContain('aria-describedby="f-street-hint f-street-error"')
  expect(html).toContain('aria-invalid="true"')
})

test('without an error nothing says that the answer is wrong', () => {
  const html = render(<TextField name="street" label="Улица" />)
  expect(html).not.toMatch(/aria-invalid|aria-describedby|class="error"/)
})

test('a first line break in a long text survives the browser', () => {
  expect(render(<TextareaField name="t" label="Т" value={'\nтекст'} />)).toContain('>\n\nтекст</textarea>')
})

test('a choice made is a choice kept', () => {
  expect(render(<SelectField name="s" label="С" options={options} value="b" />)).toMatch(
    /selected[^>]*value="b"|value="b"[^>]*selected/,
  )
  const radios = render(<RadiosField name="r" label="Р" options={options} value="b" />)
  expect(radios.match(/checked/g)).toHaveLength(1)
  expect(radios).toMatch(/<input[^>]*id="f-r-2"[^>]*checked/)
  expect(
    render(<CheckboxesField name="c" label="Ч" options={options} values={['a', 'b']} />).match(/checked/g),
  ).toHaveLength(2)
})

test('nothing is agreed to beforehand', () => {
  expect(render(<CheckboxField name="consent" label="Согласие" />)).not.toContain('checked')
})

test('the link of an error summary leads to the first of many answers', () => {
  expect(render(<RadiosField name="r" label="Р" options={options} />)).toContain('id="f-r"')
})
