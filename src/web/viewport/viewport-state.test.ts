import { describe, expect, it } from 'vitest';
import {
  EMPTY,
  nextViewportState,
  stateWords,
  type Trouble,
  type ViewportEvent,
  type ViewportState,
} from './viewport-state.ts';

const broken: Trouble = {
  code: 'not-found 404',
  sentence: 'The archive does not have it.',
  canRetry: true,
  isUnsupported: false,
};
const strange: Trouble = {
  code: 'unsupported-transfer-syntax',
  sentence: 'No decoder: MPEG2.',
  canRetry: false,
  isUnsupported: true,
};
const loading: ViewportState = { kind: 'loading', ready: 0, total: 4 };
const shown: ViewportState = { kind: 'shown', total: 4 };
const object: ViewportState = {
  kind: 'unsupported',
  what: 'Raw data',
  why: 'Device only.',
  code: 'unsupported-object',
};
const partly: ViewportState = { kind: 'partly-shown', ready: 3, total: 4, failed: 1, trouble: broken };

const progress = (
  ready: number,
  failed: number,
  rest: Partial<Extract<ViewportEvent, { kind: 'progressed' }>> = {},
): ViewportEvent => ({
  kind: 'progressed',
  ready,
  failed,
  total: 4,
  isFrontReady: ready > 0,
  ...rest,
});

const TABLE: readonly [string, ViewportState, ViewportEvent, ViewportState][] = [
  ['a series is put into an empty viewport', EMPTY, { kind: 'assigned', total: 4 }, loading],
  ['a series replaces another', partly, { kind: 'assigned', total: 4 }, loading],
  [
    'an object without images is put here',
    shown,
    { kind: 'assigned-object', what: 'Raw data', why: 'Device only.' },
    object,
  ],
  ['the viewport is emptied', partly, { kind: 'cleared' }, EMPTY],
  ['images come', loading, progress(2, 0), { kind: 'loading', ready: 2, total: 4 }],
  ['the last image comes', loading, progress(4, 0), shown],
  [
    'all came but the one in front is not painted yet',
    loading,
    progress(4, 0, { isFrontReady: false }),
    { kind: 'loading', ready: 4, total: 4 },
  ],
  ['some fail', loading, progress(3, 1, { trouble: broken }), partly],
  ['all fail', loading, progress(0, 4, { trouble: broken }), { kind: 'failed', trouble: broken }],
  [
    'none can be decoded',
    loading,
    progress(0, 4, { trouble: strange }),
    { kind: 'unsupported', what: 'Image', why: strange.sentence, code: strange.code },
  ],
  ['the header does not come', loading, { kind: 'broke', trouble: broken }, { kind: 'failed', trouble: broken }],
  ['late failure of a series that was taken away', EMPTY, { kind: 'broke', trouble: broken }, EMPTY],
  ['late images of a series that was taken away', EMPTY, progress(2, 0), EMPTY],
  ['images are no news to an object without images', object, progress(2, 0), object],
  ['an evicted image is fetched again', shown, progress(3, 0), { kind: 'loading', ready: 3, total: 4 }],
  ['try again after some failed', partly, { kind: 'retried' }, { kind: 'loading', ready: 3, total: 4 }],
  [
    'try again after all failed',
    { kind: 'failed', trouble: broken },
    { kind: 'retried' },
    { kind: 'loading', ready: 0, total: 0 },
  ],
  ['try again changes nothing where nothing failed', shown, { kind: 'retried' }, shown],
];

describe('nextViewportState', () => {
  it.each(TABLE)('%s', (_, before, event, after) => {
    expect(nextViewportState(before, event)).toEqual(after);
  });
});

describe('stateWords', () => {
  it.each([EMPTY, loading, shown, partly, object, { kind: 'failed', trouble: broken } as const])(
    'says $kind in words',
    (state) => {
      expect(stateWords(state).length).toBeGreaterThan(4);
    },
  );

  it('gives reason and code of a failure', () => {
    expect(stateWords(partly)).toBe('3 of 4 loaded, 1 failed: The archive does not have it. (not-found 404)');
  });
});
