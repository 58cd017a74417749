import type { Role } from './access.ts'
import type { Text } from './language.ts'

// Procedures as data: states, events, who may fire them. The same declaration answers the server ("may this happen?"), the
// page ("which buttons?") and the documentation ("what does it look like?"). Rulings G11: states, events, roles and
// guards are code; limits, papers and labels come from the pack.

export type EventDeclaration<State extends string> = {
  readonly from: readonly State[]
  readonly to: State
  /** Who may fire it; empty: only the system, after a job. */
  readonly by: readonly Role[]
  readonly title: Text
  /** Shown before it happens, where it cannot be taken back. */
  readonly consequence?: Text
}

export type Procedure<State extends string = string, Event extends string = string> = {
  readonly name: string
  readonly initial: State
  readonly states: Readonly<Record<State, Text>>
  readonly events: Readonly<Record<Event, EventDeclaration<State>>>
}

/** Declares a procedure and keeps the exact names of its states and events. */
export function procedure<State extends string, Event extends string>(
  declaration: Procedure<State, Event>,
): Procedure<State, Event> {
  return declaration
}

/** The state after an event, or undefined when the event is not possible in this state. */
export function advance<State extends string, Event extends string>(
  { events }: Procedure<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  const { from, to } = events[event]
  return from.includes(state) ? to : undefined
}

/** The events that this role may fire now: sent with each record as `allowed`. */
export function allowedEvents<State extends string, Event extends string>(
  { events }: Procedure<State, Event>,
  state: State,
  role: Role,
): Event[] {
  const names = Object.keys(events) as Event[]
  return names.filter((name) => events[name].from.includes(state) && events[name].by.includes(role))
}

/** A Mermaid state diagram of the declaration, for the documentation. */
export function diagram<State extends string, Event extends string>({
  initial,
  events,
}: Procedure<State, Event>): string {
  const lines = (Object.keys(events) as Event[]).flatMap((name) =>
    events[name].from.map((from) => `  ${from} --> ${events[name].to}: ${name}`),
  )
  return ['stateDiagram-v2', `  [*] --> ${initial}`, ...lines].join('\n')
}
