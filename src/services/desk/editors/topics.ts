// Editing topics: what they are called and by which words of a resident they are known.
import { z } from 'zod'
import { casesReference, saveTopic, topicShape, topics } from '#kernel/cases/index.ts'
import { field, form } from '#platform/form.ts'
import type { Editor } from '../editors.ts'

const topicForm = form({
  ru: field.text(200),
  en: field.text(200),
  group: field.code(),
  groupRu: field.text(200),
  groupEn: field.text(200),
  land: field.choice(['yard', 'city', 'either']),
  words: field.text(5000),
})

export const topicEditor: Editor = {
  name: 'topics',
  rows: async (city) =>
    (await topics(city)).map(({ code, label, group }) => ({ id: code, title: label, note: `${group}, ${code}` })),
  questions: async (city) => [
    { name: 'ru', kind: 'text' },
    { name: 'en', kind: 'text' },
    { name: 'group', kind: 'text' },
    { name: 'groupRu', kind: 'text' },
    { name: 'groupEn', kind: 'text' },
    {
      name: 'land',
      kind: 'choice',
      options: ['yard', 'city', 'either'].map((value) => ({ value, label: city.words(`desk.topics.land.${value}`) })),
    },
    { name: 'words', kind: 'long' },
  ],
  history: (city, id) => casesReference.history(city, 'topic', z.unknown(), id),
  shown: (body) => {
    const { label, group, land, words } = topicShape.parse(body)
    return {
      ru: label.ru,
      en: label.en,
      group: group.code,
      groupRu: group.ru,
      groupEn: group.en,
      land,
      words: words.join('\n'),
    }
  },
  read: (fields, before) => {
    const sent = topicForm.check(fields)
    if (!sent.ok) return sent
    const { ru, en, group, groupRu, groupEn, land, words } = sent.value
    const lines = words.split('\n').map((line) => line.trim().toLowerCase())
    const kept = before === undefined ? null : topicShape.parse(before).win
    const body = {
      group: { code: group, ru: groupRu, en: groupEn },
      label: { ru, en },
      land,
      words: lines.filter((line) => line !== ''),
      win: kept,
    }
    return { ok: true, save: (city, saving) => saveTopic(city, { ...saving, body }) }
  },
}
