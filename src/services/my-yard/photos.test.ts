// The photo of a report: kept through errors, refused in words, and silent about where it was taken unless told otherwise.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import { withPictures } from '#platform/pictures.ts'
import { openStage, type Stage } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const pushkin = { where: 'Пушкинская, 270', topic: 'road.pothole', land: 'street', district: '' }

describe('photos', () => {
  const file = (bytes: Uint8Array, name = 'яма.jpg') => ({ field: 'photo', name, type: 'image/jpeg', bytes })

  test('a photo is kept when the words are missing, and can be removed', async () => {
    const guest = stage.guest()
    const answer = await guest.post('/my-yard/report', { text: '' }, [file(await yard(1))])
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Напишите, что случилось')
    const src = /src="(\/media\/[^"]+)"/.exec(answer.body)?.[1] ?? ''
    expect((await guest.get(src)).statusCode).toBe(200)
    await guest.post('/my-yard/report', { text: 'Яма', drop: 'photo' })
    const after = (await guest.get('/my-yard/report')).body
    expect(after).not.toContain('<img')
    expect(after).toContain('Яма')
    expect((await guest.get(src)).statusCode).toBe(404)
  })

  test('its own place is offered, and used only with leave', async () => {
    const guest = stage.guest()
    const shot = await withPictures((sharp) => {
      const picture = sharp({ create: { width: 200, height: 150, channels: 3, background: '#579' } })
      const place = {
        GPSLatitudeRef: 'N',
        GPSLatitude: '56/1 51/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '53/1 12/1 0/1',
      }
      return picture.withExif({ IFD3: place }).jpeg().toBuffer()
    })
    await guest.post('/my-yard/report', { text: 'Лужа' }, [file(shot)])
    expect((await guest.get('/my-yard/report/where')).body).toContain('Взять место со снимка: 56.85000, 53.20000')
    const fields = { ...pushkin, where: '', topic: 'road.storm_drain' }
    expect((await guest.post('/my-yard/report/where', fields)).statusCode).toBe(422)
    expect((await guest.post('/my-yard/report/where', { ...fields, photoPlace: 'yes' })).statusCode).toBe(303)
    expect((await guest.get('/my-yard/report/check')).body).toContain('56.85000, 53.20000')
  })

  test.each([
    ['a PDF that is called a photo', Buffer.from('%PDF-1.7 not a photo'), 'Это не фотография'],
    ['an empty file', Buffer.alloc(0), 'Это не фотография'],
    ['30 megabytes', Buffer.alloc(30_000_000, 7), 'Файл больше'],
  ])('%s is answered in words and the text is kept', async (_name, bytes, words) => {
    const answer = await stage.guest().post('/my-yard/report', { text: 'Яма у дома' }, [file(bytes)])
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words)
    expect(answer.body).toContain('Яма у дома')
  })

  test('of several photos the first is taken, and it is said', async () => {
    const guest = stage.guest()
    const files = [file(await yard(2)), file(await yard(3))]
    const answer = await guest.post('/my-yard/report', { text: 'Яма' }, files)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('прикладывается одно фото')
    expect((await guest.post('/my-yard/report', { text: 'Яма' })).headers.location).toBe('/my-yard/report/where')
  })
})
