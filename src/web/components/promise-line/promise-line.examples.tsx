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
          sentence="Было 25,9, сейчас 26,8, обещано 36 м² к 2036 году, сначала обещали 38; при нынешнем темпе будет от 33,1 до 35,9"
          baseline={{ value: 25.9, label: 'было 25,9' }}
          current={{ value: 26.8, label: '26,8' }}
          target={{ value: 36, label: '36 к 2036' }}
          first={{ value: 38, label: 'обещали 38' }}
          forecast={{ from: 33.1, to: 35.9 }}
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
        <p class="quiet">При нынешнем темпе к 2036 году будет 33–36. Официально: «по плану».</p>
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
