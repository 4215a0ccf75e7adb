// Works as GeoJSON (RFC 7946) in the shape of a WZDx 4.2 Work Zone Feed; what is adapted is told in docs/how-to/works-feed.md.
import { atHour, days, later } from '#platform/time.ts'
import { type Work, worksPageSize } from '../queries/works.ts'

export interface WorksAt {
  /** Scheme and host of the city. */
  origin: string
  now: Date
  zone: string
  publisher: string
  page: number
  total: number
  /** The address of another page of the same question. */
  href(page: number): string
}

/** A feature collection; what nobody has said is null, and no place or time is invented. */
export function worksFeed(works: readonly Work[], at: WorksAt) {
  const last = Math.max(1, Math.ceil(at.total / worksPageSize))
  const links = [
    { rel: 'self', type: 'application/geo+json', href: at.origin + at.href(at.page) },
    ...(at.page < last ? [{ rel: 'next', type: 'application/geo+json', href: at.origin + at.href(at.page + 1) }] : []),
    ...(at.page > 1 ? [{ rel: 'prev', type: 'application/geo+json', href: at.origin + at.href(at.page - 1) }] : []),
  ]
  const sources = [...new Set(works.map(sourceOf))]
  return {
    type: 'FeatureCollection',
    feed_info: {
      publisher: at.publisher,
      version: '4.2',
      update_date: at.now.toISOString(),
      update_frequency: 60,
      data_sources: (sources.length === 0 ? ['italmas'] : sources).map((source) => ({
        data_source_id: source,
        organization_name: source === 'italmas' ? at.publisher : source,
      })),
    },
    numberMatched: at.total,
    numberReturned: works.length,
    links,
    features: works.map((work) => featureOf(work, at)),
  }
}

function featureOf(work: Work, at: WorksAt) {
  const done = work.status === 'done'
  const whole = work.day !== null && /^\d{4}-\d{2}-\d{2}$/.test(work.day) ? work.day : null
  return {
    id: work.id,
    type: 'Feature',
    properties: {
      core_details: {
        event_type: 'work-zone',
        data_source_id: sourceOf(work),
        direction: 'unknown',
        road_names: work.streets,
        name: work.title,
        description: work.whatDone ?? work.title,
        creation_date: instant(work.publishedAt),
        update_date: instant(work.changedAt),
      },
      // A source names the day on which work was done; when it began, nobody has said.
      start_date: null,
      end_date: done && whole !== null ? endOf(whole, at.zone) : null,
      is_start_date_verified: false,
      is_end_date_verified: done && work.case !== null && !work.withdrawn,
      is_start_position_verified: false,
      is_end_position_verified: false,
      location_method: 'unknown',
      vehicle_impact: 'unknown',
      italmas: {
        status: work.withdrawn ? 'withdrawn' : work.status,
        said_on: work.day,
        category: work.category,
        place: work.place,
        district: work.district,
        quantity: work.quantity,
        unit: work.unit,
        basis: work.basis,
        source: work.source ?? (work.case === null ? null : `${at.origin}/cases/${work.case}`),
        source_date: work.sourceDay,
        page: `${at.origin}/small-wins/${work.id}`,
      },
    },
    geometry:
      work.lat === null || work.lon === null ? null : { type: 'MultiPoint', coordinates: [[work.lon, work.lat]] },
  }
}

function sourceOf({ source }: Work): string {
  return source !== null && URL.canParse(source) ? new URL(source).hostname.replace(/^www\./, '') : 'italmas'
}

// The last second of a day of the city: the work was done by then.
function endOf(day: string, zone: string): string {
  return later(atHour(day, 0, zone), days(1) - 1000).toISOString()
}

function instant(text: string): string {
  return new Date(text).toISOString()
}
