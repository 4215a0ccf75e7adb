// Promises kept, moved, falling, passed, and with much unknown.
import type { Example } from '../example.ts'
import { Tag } from '../tag/tag.tsx'
import { PromiseCard } from './promise.tsx'
import { PromiseLine } from './promise-line.tsx'

export const promiseLineExamples: Example[] = [
  {
    title: 'Обещание с прогнозом и сдвигом',
    view: (
      <PromiseCard
        title="Обеспеченность жильём, м² на человека"
        href="/strategy/indicators/ind-001"
        tags={<Tag kind="ok">идёт, но медленно</Tag>}
      >
        <PromiseLine
          better="more"
          sentence="Было 25,9, сейчас 26,8, обещано 36 м² к 2036 году"
          baseline={{ value: 25.9, label: 'было 25,9' }}
          current={{ value: 26.8, label: '26,8' }}
          target={{ value: 36, label: '36 к 2036' }}
          first={{
            value: 38,
            label: 'обещали 38',
            said: 'сначала обещали 38',
            row: { name: 'Сначала обещали', value: '38 м²' },
          }}
          forecast={{
            from: 33.1,
            to: 35.9,
            expected: 34.5,
            label: 'к сроку 33,1–35,9',
            said: 'при нынешнем темпе к сроку будет 34,5, от 33,1 до 35,9',
            row: { name: 'Прогноз к 2036', value: '34,5 м², от 33,1 до 35,9' },
          }}
          table={{
            summary: 'Как посчитано',
            rows: [
              { name: 'Было (2024)', value: '25,9 м²' },
              { name: 'Сейчас (2025)', value: '26,8 м²' },
              { name: 'Обещано к 2036', value: '36 м²' },
            ],
            note: 'Прогноз: по прямой через последние пять измерений.',
          }}
        />
      </PromiseCard>
    ),
  },
  {
    title: 'Обещано меньше, а стало больше',
    view: (
      <PromiseLine
        better="less"
        sentence="Было 120 аварий, сейчас 131, обещано 80 к 2030 году"
        baseline={{ value: 120, label: 'было 120' }}
        current={{ value: 131, label: '131' }}
        target={{ value: 80, label: '80 к 2030' }}
      />
    ),
  },
  {
    title: 'Сделано больше обещанного',
    view: (
      <PromiseLine
        better="more"
        sentence="Было 0, сейчас 7, обещано 6 к 2031 году"
        baseline={{ value: 0, label: 'было 0' }}
        current={{ value: 7, label: '7' }}
        target={{ value: 6, label: '6 к 2031' }}
      />
    ),
  },
  {
    title: 'Прогноз по трём наблюдениям шире картинки',
    view: (
      <PromiseLine
        better="more"
        sentence="Было 30, сейчас 34, обещано 60 процентов к 2034 году"
        baseline={{ value: 30, label: 'было 30 %' }}
        current={{ value: 34, label: '34 %' }}
        target={{ value: 60, label: '60 % к 2034' }}
        forecast={{
          from: 12,
          to: 88,
          expected: 50,
          label: 'к сроку от 12 до 88 %',
          said: 'при нынешнем темпе к сроку будет 50, от 12 до 88',
          row: { name: 'Прогноз к 2034', value: '50 %, от 12 до 88' },
        }}
        table={{
          summary: 'Как посчитан широкий прогноз',
          rows: [
            { name: 'Было (2023)', value: '30 %' },
            { name: 'Сейчас (2025)', value: '34 %' },
            { name: 'Обещано к 2034', value: '60 %' },
          ],
          note: 'Наблюдений только три, поэтому пределы широкие.',
        }}
      />
    ),
  },
  {
    title: 'Темп ведёт прочь от обещания',
    view: (
      <PromiseLine
        better="less"
        sentence="Было 120 аварий, сейчас 131, обещано 80 к 2030 году"
        baseline={{ value: 120, label: 'было 120' }}
        current={{ value: 131, label: '131' }}
        target={{ value: 80, label: '80 к 2030' }}
        forecast={{
          from: 150,
          to: 170,
          expected: 160,
          label: 'к сроку 150–170',
          said: 'при нынешнем темпе к сроку будет 160, от 150 до 170',
        }}
      />
    ),
  },
  {
    title: 'Только обещание',
    view: (
      <PromiseLine
        better="more"
        sentence="Обещано 6 технопарков к 2031 году, отчётов не было"
        target={{ value: 6, label: '6 к 2031' }}
      />
    ),
  },
  {
    title: 'Всё рядом',
    view: (
      <PromiseLine
        better="more"
        sentence="Было 98,2, сейчас 98,3, обещано 98,4 процента к 2030 году"
        baseline={{ value: 98.2, label: 'было 98,2 % в 2024' }}
        current={{ value: 98.3, label: '98,3 %' }}
        first={{ value: 98.35, label: 'сначала 98,35 % к 2028' }}
        target={{ value: 98.4, label: '98,4 % к 2030' }}
      />
    ),
  },
]
