import styles from './monitoring.module.css';

export interface BarsProps {
  /** What the bars are of: read aloud with their numbers. */
  readonly label: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  readonly from: string;
  readonly to: string;
}

const HEIGHT = 56;
const WIDTH = 240;

/** A small bar chart. The numbers stand in its text for who does not see it, and beside each bar for who points at it. */
export function Bars({ label, bars, from, to }: BarsProps) {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const width = WIDTH / Math.max(1, bars.length);
  // What is zero needs no words.
  const told = bars.filter(({ value }) => value > 0).map(({ name, value }) => `${name}: ${value}`).join(', '); // prettier-ignore
  return (
    <figure className={styles.chart}>
      <figcaption>{label}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}. ${told === '' ? 'None' : told}`} preserveAspectRatio="none">
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={styles.axis} />
        {bars.map(({ name, value }, at) => {
          const height = (most === 0 ? 0 : value / most) * (HEIGHT - 4);
          return (
            <rect key={name} className={styles.bar} x={at * width + 1} y={HEIGHT - height} width={Math.max(0.5, width - Math.min(2, width / 4))} height={height}>
              <title>{`${name}: ${value}`}</title>
            </rect>
          );
        })}
      </svg>
      <span className={styles.ends}>
        <span>{from}</span>
        <span>most {most}</span>
        <span>{to}</span>
      </span>
    </figure>
  ); // prettier-ignore
}
