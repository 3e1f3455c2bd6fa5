// Places where known machines write. A rule only ever adds something to cover.
import * as z from 'zod';
import { type Dataset, number, text } from '../../dicom/index.ts';
import { type Box, clipped } from '../geometry/box.ts';
import rules from './device-rules.json' with { type: 'json' };

const ruleSchema = z.strictObject({
  /** Compared without case and white space at the ends; what is left out matches everything. */
  manufacturer: z.string().min(1),
  model: z.string().min(1).optional(),
  rows: z.int().positive(),
  columns: z.int().positive(),
  boxes: z
    .array(
      z.strictObject({ x: z.int().min(0), y: z.int().min(0), width: z.int().positive(), height: z.int().positive() }),
    )
    .min(1),
  /** What stands there, and how that is known. */
  reason: z.string().min(10),
});

export type DeviceRule = z.infer<typeof ruleSchema>;

/** Throws a ZodError for a file that is no list of rules. */
export function parseDeviceRules(json: unknown): DeviceRule[] {
  return z.array(ruleSchema).parse(json);
}

export const DEVICE_RULES: readonly DeviceRule[] = parseDeviceRules(rules);

export function boxesByDevice(dataset: Dataset, known: readonly DeviceRule[] = DEVICE_RULES): Box[] {
  const manufacturer = folded(text(dataset, 'Manufacturer'));
  const model = folded(text(dataset, 'ManufacturerModelName'));
  const rows = number(dataset, 'Rows') ?? 0;
  const columns = number(dataset, 'Columns') ?? 0;
  return known
    .filter(
      (rule) =>
        folded(rule.manufacturer) === manufacturer && (rule.model === undefined || folded(rule.model) === model),
    )
    .filter((rule) => rule.rows === rows && rule.columns === columns)
    .flatMap(({ boxes }) => boxes.flatMap((box) => clipped(box, columns, rows) ?? []));
}

function folded(value: string | undefined): string {
  return (value ?? '').trim().toLowerCase();
}
