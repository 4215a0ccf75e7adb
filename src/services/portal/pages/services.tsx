// The catalogue: everything the city offers here, by situation of life and by who one is.
import { useFrame } from '#platform/http/frame.ts'
import { offerReaders, type ServiceOffer, type Situation } from '#platform/module.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { Offers } from '#web/components/offers/offers.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface ServicesPageProps {
  offers: readonly ServiceOffer[]
  situations: readonly Situation[]
  asked: { situation: string; who: string }
}

export function ServicesPage({ offers, situations, asked }: ServicesPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('portal.services.title')} lede={words('portal.services.lede')} />
      <section>
        <h2>{words('portal.services.situations')}</h2>
        <ul class="choices">
          {situations.map(({ href: to, title, lang }) => (
            <li>
              <a href={href(to)} lang={lang}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{words('portal.services.found', { n: offers.length })}</h2>
        <form class="filters" method="get" action={href('/services')}>
          <SelectField
            name="situation"
            label={words('portal.services.bySituation')}
            value={asked.situation}
            options={situations.map(({ slug, title }) => ({ value: slug, label: title }))}
            placeholder={words('portal.services.any')}
          />
          <SelectField
            name="who"
            label={words('portal.services.byWho')}
            value={asked.who}
            options={offerReaders.map((value) => ({ value, label: words(`portal.services.who.${value}`) }))}
            placeholder={words('portal.services.anyone')}
          />
          <Button kind="plain">{words('portal.services.show')}</Button>
        </form>
        {offers.length === 0 ? (
          <Empty title={words('portal.services.none')}>
            <p>
              <a href={href('/services')}>{words('portal.services.all', { n: 0 })}</a>
            </p>
          </Empty>
        ) : (
          <Offers
            offers={offers.map((offer) => ({
              href: href(offer.href),
              title: words(offer.label),
              lead: words(offer.hint),
              facts: [
                { name: words('portal.services.forWhom'), value: whoOf(offer.who) },
                { name: words('portal.services.takes'), value: words(offer.takes) },
                { name: words('portal.services.needs'), value: words(offer.needs) },
                { name: words('portal.services.where'), value: words(`portal.services.way.${offer.way}`) },
              ],
            }))}
          />
        )}
      </section>
    </>
  )

  function whoOf(who: ServiceOffer['who']): string {
    return who.map((each) => words(`portal.services.who.${each}`)).join(', ')
  }
}
