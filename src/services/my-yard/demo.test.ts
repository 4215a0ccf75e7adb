// The demo's story: every state of a report that a visitor should meet, told without breaking a rule.
import { expect, test } from 'vitest'
import { openStage } from '#tests/people.ts'
import { tellDemo } from '../../demo/index.ts'

test('the demo shows a report in every state', async () => {
  const stage = await openStage()
  await tellDemo(stage.city)
  const { rows } = await stage.database.pool.query(`
    select c.topic, s.status, s.due_at < '2026-11-23T08:00:00Z' as late,
      (select count(*)::int from cases.holdings h where h.case_id = c.id) as holders,
      (select count(*)::int from cases.joins j where j.case_id = c.id) as joined,
      exists (select from cases.releases r where r.case_id = c.id) as released
    from cases.cases c join cases.standing s on s.id = c.id order by c.number`)
  const state = (topic: string) => rows.find((row) => row.topic === topic)
  expect(rows).toHaveLength(10)
  expect(state('road.pothole')).toMatchObject({ status: 'confirmed' })
  expect(state('light.street')).toMatchObject({ status: 'confirmed' })
  expect(state('waste.dump')).toMatchObject({ status: 'open', holders: 3, late: false })
  expect(state('play.broken')).toMatchObject({ status: 'open', late: true })
  expect(state('road.sidewalk')).toMatchObject({ status: 'open', joined: 2, late: false })
  expect(state('road.storm_drain')).toMatchObject({ status: 'resolved' })
  expect(state('snow.ice')).toMatchObject({ status: 'open', holders: 2, late: false })
  expect(state('snow.street')).toMatchObject({ status: 'open', released: false, late: false })
  const { rows: times } = await stage.database.pool.query('select opened_at from cases.cases order by number')
  expect(times).toEqual([...times].sort((a, b) => a.opened_at - b.opened_at))
  expect((await stage.guest().get('/')).body).toContain('/my-yard/report')
  expect((await stage.guest().get('/my-yard')).body).toContain('Карла Маркса')
  expect((await (await stage.as('anna')).get('/account')).body).toContain('Удмуртская')
  await stage.close()
})
