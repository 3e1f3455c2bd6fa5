import type { AttributeType } from './attribute-types.ts';
import type { TableAction } from './confidentiality-table.ts';

/** What is done in the end. `U` of a sequence means: keep it, its UIDs replaced. */
export type Action = 'X' | 'Z' | 'D' | 'U' | 'K' | 'C';

/**
 * PS3.15 E.2: `X/Z/D` and its like are decided by the Type at this path. A conditional Type counts as required: whether
 * its condition holds cannot be seen from here, and a dummy is right in both cases. An attribute that the IOD does not
 * list is optional, unless nothing is known of the IOD.
 */
export function resolveAction(action: TableAction, type: AttributeType | undefined, isKnownLevel: boolean): Action {
  const need = type === undefined ? (isKnownLevel ? 'none' : 'value') : NEED[type];
  switch (action) {
    // The table removes Presentation Creation Date outright though presentation states require it: a dummy says as little.
    case 'X':
      return type === '1' ? 'D' : 'X';
    case 'Z':
    case 'D':
    case 'U':
    case 'K':
    case 'C':
      return action;
    case 'X/Z':
      return need === 'none' ? 'X' : 'Z';
    case 'X/D':
      return need === 'none' ? 'X' : 'D';
    case 'Z/D':
      return need === 'value' ? 'D' : 'Z';
    case 'X/Z/D':
      return need === 'none' ? 'X' : need === 'value' ? 'D' : 'Z';
    case 'X/Z/U*':
      // Type 2 could be emptied, but then what names the same images elsewhere in the instance would hang in the air.
      return need === 'none' ? 'X' : 'U';
  }
}

const NEED: Record<AttributeType, 'none' | 'presence' | 'value'> = {
  '1': 'value',
  '1C': 'value',
  '2': 'presence',
  '2C': 'presence',
  '3': 'none',
};
