import { useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import { presentCount, SelectField } from '../../../ui/index.ts';
import type { ReviewStore } from './review-store.ts';
import { percent, sampleArithmetic } from './sample-words.ts';
import styles from './sample-panel.module.css';

const RATES = [0.05, 0.1, 0.25, 0.5, 1];

/** What looking at some of the clean-looking images proves about all of them. */
export function SamplePanel({ store, siteRate }: { readonly store: ReviewStore; readonly siteRate: number }) {
  const { review } = useStore(store);
  // Sums over the whole batch: they may come a moment after the picture.
  const settled = useDeferredValue(review);
  const arithmetic = useMemo(() => sampleArithmetic(settled), [settled]);
  const { population, required, opened, failures, confidence, atMostNow, atMostWhenDone } = arithmetic;
  if (population === 0) return <p className={styles.panel}>No image looked clean: every one is looked at.</p>;
  const sure = `${Math.round(confidence * 100)} %`;
  const rates = [siteRate, ...RATES.filter((rate) => rate > siteRate)];
  return (
    <section className={styles.panel} aria-label="Sample of the clean-looking images">
      <h2 className={styles.title}>Sample of the clean</h2>
      <p>
        {population === 1 ? '1 image' : `${presentCount(population)} images`} looked clean. {presentCount(required)} of
        them {required === 1 ? 'is' : 'are'} drawn by lot to be opened; {presentCount(opened)}{' '}
        {opened === 1 ? 'was' : 'were'}, {presentCount(failures)} found wrong.
      </p>
      <p>
        By that, at most {presentCount(atMostNow)} of {presentCount(population)} ({percent(atMostNow, population)}) are
        wrong, with {sure} confidence. If nothing {failures === 0 ? '' : 'more '}is found in the rest of the sample: at
        most{' '}
        <strong>
          {presentCount(atMostWhenDone)} ({percent(atMostWhenDone, population)})
        </strong>
        .
      </p>
      <SelectField
        label="Open at least"
        value={String(review.rule.minimumRate)}
        onChange={(event) => store.getState().setRate(Number(event.target.value))}
      >
        {rates.map((rate) => (
          <option key={rate} value={rate}>
            {percent(rate, 1)}
            {rate === siteRate ? ', as the site asks' : ''}
          </option>
        ))}
      </SelectField>
    </section>
  );
}
