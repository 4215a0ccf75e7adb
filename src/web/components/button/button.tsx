// The thing a person presses: a button of a form, or a link that looks like one because it begins something.
import type { ComponentChildren } from 'preact'

/** main: the one action of the page; gold: what one can do now for the city; plain: all the rest; danger: cannot be undone. */
export type ButtonKind = 'main' | 'gold' | 'plain' | 'danger'

export type ButtonProps = {
  kind?: ButtonKind | undefined
  /** With a name the form knows which of its buttons was pressed. */
  name?: string | undefined
  value?: string | undefined
  type?: 'submit' | 'button' | undefined
  children: ComponentChildren
}

export function Button({ kind = 'main', type = 'submit', name, value, children }: ButtonProps) {
  return (
    <button class={`button ${kind}`} type={type} name={name} value={value}>
      {children}
    </button>
  )
}

export type LinkButtonProps = { href: string; kind?: ButtonKind | undefined; children: ComponentChildren }

export function LinkButton({ href, kind = 'main', children }: LinkButtonProps) {
  return (
    <a class={`button ${kind}`} href={href}>
      {children}
    </a>
  )
}

export type ActionButtonProps = {
  action: string
  kind?: ButtonKind | undefined
  hidden?: Record<string, string> | undefined
  children: ComponentChildren
}

/** A button that posts by itself: "sign out", "follow", "be Anna". */
export function ActionButton({ action, kind = 'plain', hidden = {}, children }: ActionButtonProps) {
  return (
    <form class="button-form" method="post" action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button kind={kind}>{children}</Button>
    </form>
  )
}
