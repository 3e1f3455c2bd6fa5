import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { SortKey, StudyRow } from '../../../contract/index.ts';
import { classes } from '../../ui/index.ts';
import { columnsFor, rowInWords, type Column } from './columns.tsx';
import type { Sort } from './search-form.ts';
import styles from './study-table.module.css';

export interface StudyTableProps {
  readonly rows: readonly StudyRow[];
  readonly sort: Sort;
  readonly busy: boolean;
  readonly masked: boolean;
  readonly focusedHandle: string | undefined;
  /** The list came back on screen: put the focus where it was. */
  readonly takeFocus: boolean;
  readonly onSort: (key: SortKey) => void;
  readonly onFocus: (handle: string) => void;
  readonly onOpen: (row: StudyRow) => void;
}

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  PageDown: (index, last) => Math.min(index + 10, last),
  PageUp: (index) => Math.max(index - 10, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

/** One stop for Tab, arrows inside; Enter opens. The row's link carries a handle, so it may be copied or opened in a new tab. */
export function StudyTable(props: StudyTableProps) {
  const { rows, sort, busy, masked, focusedHandle, takeFocus, onSort, onFocus, onOpen } = props;
  const columns = columnsFor(masked);
  const body = useRef<HTMLTableSectionElement>(null);
  const active = Math.max(
    0,
    rows.findIndex((row) => row.handle === focusedHandle),
  );
  const restore = useRef(takeFocus);

  useEffect(() => {
    if (!restore.current || rows.length === 0) return;
    restore.current = false;
    linkAt(body.current, active)?.focus({ preventScroll: false });
  }, [active, rows.length]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    linkAt(body.current, step(active, rows.length - 1))?.focus();
  }

  return (
    <table className={styles.table} aria-busy={busy} aria-label="Studies">
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => (
          <Row
            key={row.handle}
            row={row}
            columns={columns}
            isActive={index === active}
            onFocus={onFocus}
            onKeyDown={onKeyDown}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

function linkAt(body: HTMLElement | null, index: number): HTMLElement | null {
  return body?.children.item(index)?.querySelector('a') ?? null;
}

interface HeaderCellProps {
  readonly column: Column;
  readonly sort: Sort;
  readonly onSort: (key: SortKey) => void;
}

function HeaderCell({ column, sort, onSort }: HeaderCellProps) {
  const { key, title, sortKey, numeric } = column;
  const direction = sortKey === sort.key ? sort.direction : 'none';
  return (
    <th
      scope="col"
      className={classes(styles[key], numeric === true && styles.numeric)}
      {...(sortKey === undefined ? {} : { 'aria-sort': direction })}
    >
      {sortKey === undefined ? (
        title
      ) : (
        <button type="button" className={styles.sort} onClick={() => onSort(sortKey)}>
          {title}
          <span aria-hidden="true" className={styles.arrow}>
            {direction === 'none' ? '' : direction === 'ascending' ? '▲' : '▼'}
          </span>
        </button>
      )}
    </th>
  );
}

interface RowProps {
  readonly row: StudyRow;
  readonly columns: readonly Column[];
  readonly isActive: boolean;
  readonly onFocus: (handle: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (row: StudyRow) => void;
}

function Row({ row, columns, isActive, onFocus, onKeyDown, onOpen }: RowProps) {
  function open(event: MouseEvent): void {
    // A new tab or window is the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row);
  }
  return (
    <tr className={classes(styles.row, row.restricted && styles.restricted)} onClick={open}>
      {columns.map(({ key, numeric, cell, whole }, index) => (
        <td key={key} title={whole?.(row)} className={classes(styles[key], numeric === true && styles.numeric)}>
          {index === 0 ? (
            <a
              href={`/study/${row.handle}`}
              className={styles.link}
              tabIndex={isActive ? 0 : -1}
              aria-label={rowInWords(row)}
              onFocus={() => onFocus(row.handle)}
              onKeyDown={onKeyDown}
            >
              {cell(row)}
            </a>
          ) : (
            cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
