/** Why something cannot be shown: words for the person, the code they can quote. */
export interface Trouble {
  code: string;
  sentence: string;
  canRetry: boolean;
  /** Trying again cannot help because this viewer has no way to draw it. */
  isUnsupported: boolean;
}

/** Every viewport is always in exactly one of these, and says which in words. */
export type ViewportState =
  | { kind: 'empty' }
  | { kind: 'loading'; ready: number; total: number }
  | { kind: 'shown'; total: number }
  | { kind: 'partly-shown'; ready: number; total: number; failed: number; trouble: Trouble }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'unsupported'; what: string; why: string; code: string };

export type ViewportEvent =
  | { kind: 'cleared' }
  | { kind: 'assigned'; total: number }
  | { kind: 'assigned-object'; what: string; why: string }
  | { kind: 'progressed'; ready: number; failed: number; total: number; isFrontReady: boolean; trouble?: Trouble }
  | { kind: 'broke'; trouble: Trouble }
  | { kind: 'retried' };

export const EMPTY: ViewportState = { kind: 'empty' };

export function nextViewportState(state: ViewportState, event: ViewportEvent): ViewportState {
  switch (event.kind) {
    case 'cleared':
      return EMPTY;
    case 'assigned':
      return { kind: 'loading', ready: 0, total: event.total };
    case 'assigned-object':
      return { kind: 'unsupported', what: event.what, why: event.why, code: 'unsupported-object' };
    case 'broke':
      return state.kind === 'empty' ? state : brokenState(event.trouble);
    case 'retried':
      return state.kind === 'failed' || state.kind === 'partly-shown'
        ? {
            kind: 'loading',
            ready: state.kind === 'failed' ? 0 : state.ready,
            total: 'total' in state ? state.total : 0,
          }
        : state;
    case 'progressed':
      // Late news of a series that was taken away, or of an object that has no images, change nothing.
      return state.kind === 'empty' || (state.kind === 'unsupported' && state.code === 'unsupported-object')
        ? state
        : progressed(event);
  }
}

function progressed({
  ready,
  failed,
  total,
  isFrontReady,
  trouble,
}: Extract<ViewportEvent, { kind: 'progressed' }>): ViewportState {
  if (trouble !== undefined && failed > 0)
    return failed >= total ? brokenState(trouble) : { kind: 'partly-shown', ready, total, failed, trouble };
  if (ready >= total && total > 0 && isFrontReady) return { kind: 'shown', total };
  return { kind: 'loading', ready, total };
}

function brokenState(trouble: Trouble): ViewportState {
  return trouble.isUnsupported
    ? { kind: 'unsupported', what: 'Image', why: trouble.sentence, code: trouble.code }
    : { kind: 'failed', trouble };
}

/** The state in words, as it stands in the viewport's own frame. */
export function stateWords(state: ViewportState): string {
  switch (state.kind) {
    case 'empty':
      return 'Empty: put a series here';
    case 'loading':
      return `Loading ${state.ready}/${state.total}`;
    case 'shown':
      return 'Shown';
    case 'partly-shown':
      return `${state.ready} of ${state.total} loaded, ${state.failed} failed: ${state.trouble.sentence} (${state.trouble.code})`;
    case 'failed':
      return `Failed: ${state.trouble.sentence} (${state.trouble.code})`;
    case 'unsupported':
      return `Not displayed: ${state.what}. ${state.why}`;
  }
}
