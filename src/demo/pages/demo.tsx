// Whom one may be in the demo.
import { useFrame } from '#platform/http/frame.ts'

export function DemoPage({ people, next, staffFactor }: { people: string[]; next: string; staffFactor: boolean }) {
  const { words, href } = useFrame()
  return (
    <>
      <div class="hero">
        <h1>{words('demo.title')}</h1>
        <p>{words('demo.lead')}</p>
        <p>{words(staffFactor ? 'demo.factorAsked' : 'demo.factorNotAsked')}</p>
        <p>
          <a href={href('/demo/inbox')}>{words('demo.inbox.title')}</a>
        </p>
      </div>
      <ul class="list">
        {people.map((id) => (
          <li>
            <p>
              <b>{words(`demo.person.${id}`)}</b>
              <br />
              {words(`demo.person.${id}.does`)}
            </p>
            <form method="post" action={href('/demo/be')}>
              <input type="hidden" name="person" value={id} />
              {next && <input type="hidden" name="next" value={next} />}
              <button class="button" type="submit">
                {words('demo.be', { name: words(`demo.person.${id}.as`) })}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
