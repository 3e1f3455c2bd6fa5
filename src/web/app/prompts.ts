import type { Justification, NeedsJustification, NeedsStepUp } from '../../contract/index.ts';
import type { AskForJustification, AskForStepUp } from '../services/index.ts';

/** A question that only a person can answer, while something waits for the answer. */
export type Prompt =
  | {
      readonly kind: 'justification';
      readonly demand: NeedsJustification;
      readonly answer: (justification: Justification | undefined) => void;
    }
  | { readonly kind: 'stepUp'; readonly demand: NeedsStepUp; readonly answer: (done: boolean) => void };

export interface Prompts {
  readonly askForJustification: AskForJustification;
  readonly askForStepUp: AskForStepUp;
  readonly current: () => Prompt | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Joins the services that ask to the dialogs that answer. One question at a time: a newer one cancels the older. */
export function createPrompts(): Prompts {
  const listeners = new Set<() => void>();
  let current: Prompt | undefined;

  function show(prompt: Prompt | undefined): void {
    const before = current;
    current = prompt;
    if (prompt !== undefined && before !== undefined) cancel(before);
    for (const listener of listeners) listener();
  }

  function ask<T>(make: (answer: (value: T) => void) => Prompt): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const prompt = make((value) => {
      resolve(value);
      if (current === prompt) show(undefined);
    });
    show(prompt);
    return promise;
  }

  return {
    askForJustification: (demand) => ask((answer) => ({ kind: 'justification', demand, answer })),
    askForStepUp: (demand) => ask((answer) => ({ kind: 'stepUp', demand, answer })),
    current: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function cancel(prompt: Prompt): void {
  if (prompt.kind === 'justification') prompt.answer(undefined);
  else prompt.answer(false);
}
