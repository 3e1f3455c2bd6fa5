// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StudyRow, StudySearch, StudySearchAnswer } from '../../../contract/index.ts';
import { createPreferences, ServerFailed, Unreachable, type Api } from '../../services/index.ts';
import { createWorklistStore, Worklist } from './index.tsx';

function row(number: number, change: Partial<StudyRow> = {}): StudyRow {
  return {
    handle: `handle-${String(number).padStart(12, '0')}`,
    restricted: false,
    patientName: `Doe^Jane${number}`,
    patientID: `44719${number}`,
    patientBirthDate: '19620301',
    patientSex: 'F',
    accessionNumber: `A${number}`,
    studyDate: '20240314',
    studyTime: '101407',
    modalities: ['CT'],
    studyDescription: 'Chest w/o',
    seriesCount: 2,
    instanceCount: 1312,
    ...change,
  };
}

const RESTRICTED = row(99, {
  restricted: true,
  patientName: null,
  patientID: null,
  patientBirthDate: null,
  patientSex: null,
  accessionNumber: null,
  studyDescription: null,
  modalities: ['MR'],
});

function answer(change: Partial<StudySearchAnswer> = {}): StudySearchAnswer {
  return {
    rows: [row(1), row(2), RESTRICTED],
    total: 1284,
    hasMore: true,
    sortedOverAll: true,
    masked: false,
    receipt: { index: 1, leafHash: '8f2c'.padEnd(64, '0'), recordedAt: '2026-03-14T10:14:07.000Z' },
    ...change,
  };
}

function setUp(options: { masked?: boolean; first?: Partial<StudySearchAnswer> } = {}) {
  const searchStudies = vi.fn<Api['searchStudies']>(async () => answer(options.first));
  const onOpen = vi.fn();
  const onLock = vi.fn();
  const store = createWorklistStore(() => new Date(2026, 2, 14));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } });
  const page = () => (
    <QueryClientProvider client={queries}>
      <Worklist
        services={{ api: { searchStudies } as unknown as Api }}
        store={store}
        preferences={createPreferences(localStorage)}
        masked={options.masked ?? false}
        header="Collimator"
        onOpen={onOpen}
        onLock={onLock}
      />
    </QueryClientProvider>
  );
  const view = render(page());
  const lastSearch = (): StudySearch | undefined => searchStudies.mock.lastCall?.[0];
  return { searchStudies, onOpen, onLock, store, view, page, lastSearch, user: userEvent.setup() };
}

beforeEach(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('the list', () => {
  it('shows what was asked for, counted by the server, with the receipt', async () => {
    setUp();
    const table = await screen.findByRole('table', { name: 'Studies' });
    const cells = within(table).getAllByRole('row')[1];
    expect(cells?.textContent).toContain('Doe, Jane1');
    expect(cells?.textContent).toContain('14 Mar 2024');
    expect(cells?.textContent).toContain('1,312');
    expect(screen.getByText('1-3 of 1,284')).toBeTruthy();
    expect(screen.getByText(/receipt 8f2c/)).toBeTruthy();
  });

  it('tells nothing of a restricted patient', async () => {
    setUp();
    const link = await screen.findByRole('link', { name: /Restricted/ });
    expect(link.textContent).toBe(' Restricted');
    expect(link.getAttribute('href')).toBe(`/study/${RESTRICTED.handle}`);
  });

  it('says that identity is hidden, and offers no field to search it by', async () => {
    setUp({ masked: true, first: { masked: true, rows: [{ ...row(1), patientName: null, patientID: null }] } });
    await screen.findAllByText('Hidden in your role');
    expect(screen.queryByLabelText('Patient')).toBeNull();
    expect(screen.queryByLabelText('ID')).toBeNull();
  });

  it('keeps hostile text as text', async () => {
    const hostile = '<b>bold</b><script>alert(1)</script>^Jane';
    setUp({ first: { rows: [row(1, { patientName: hostile, studyDescription: hostile })] } });
    const table = await screen.findByRole('table');
    expect(table.querySelector('script, b')).toBeNull();
    expect(table.textContent).toContain('<b>bold</b><script>alert(1)</script>, Jane');
    expect(table.textContent).toContain(hostile);
  });

  it.each([
    ['no filter', false, 'The archive has no studies'],
    ['a filter', true, 'No study matches these filters'],
  ])('says why it is empty with %s', async (_name, filtered, title) => {
    const { searchStudies, user } = setUp();
    searchStudies.mockResolvedValue(answer({ rows: [], total: 0, hasMore: false }));
    if (filtered) await user.type(screen.getByLabelText('ID'), '1{Enter}');
    else await user.keyboard('r');
    await waitFor(() => expect(screen.getByText(title)).toBeTruthy());
  });

  it('says what failed with a code to quote, shows no old list, and asks again', async () => {
    const { searchStudies, user } = setUp();
    await screen.findByRole('table');
    searchStudies.mockRejectedValue(
      new ServerFailed('pacs-unavailable', 'The image archive did not answer.', { correlationId: 'c-12345678' }),
    );
    await user.keyboard('r');
    expect((await screen.findByRole('alert')).textContent).toContain('pacs-unavailable / c-12345678');
    expect(screen.queryByRole('table')).toBeNull();
    searchStudies.mockResolvedValue(answer());
    await user.click(screen.getByRole('button', { name: /Ask again/ }));
    expect(await screen.findByRole('table')).toBeTruthy();
  });

  it('tells a network that is gone from an empty list', async () => {
    const { searchStudies, user } = setUp();
    searchStudies.mockRejectedValue(new Unreachable());
    await user.keyboard('r');
    expect(await screen.findByText('The server cannot be reached')).toBeTruthy();
  });
});

describe('searching', () => {
  it('sends what is typed on Enter, at once and once', async () => {
    const { searchStudies, user, lastSearch } = setUp();
    await screen.findByRole('table');
    await user.type(screen.getByLabelText('Patient'), 'Doe{Enter}');
    await waitFor(() => expect(lastSearch()?.filters).toEqual({ patientName: 'Doe' }));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(searchStudies).toHaveBeenCalledTimes(2);
  });

  it('asks again when Search is pressed with the same filters, and shows a failure instead of the old list', async () => {
    const { searchStudies, user } = setUp();
    await screen.findByText('Doe, Jane1');
    await user.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(searchStudies).toHaveBeenCalledTimes(2));
    searchStudies.mockRejectedValue(new Unreachable());
    await user.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(searchStudies).toHaveBeenCalledTimes(3));
    expect(await screen.findByText('The server cannot be reached')).toBeTruthy();
    expect(screen.queryByText('Doe, Jane1')).toBeNull();
  });

  it('sends it after a pause when nobody presses Enter', async () => {
    const { user, lastSearch } = setUp();
    await user.type(screen.getByLabelText('Description'), 'chest');
    expect(lastSearch()?.filters).toEqual({});
    await waitFor(() => expect(lastSearch()?.filters).toEqual({ studyDescription: 'chest' }), { timeout: 2000 });
  });

  it('sorts by the server and says so to assistive technology', async () => {
    const { user, lastSearch } = setUp();
    const table = await screen.findByRole('table');
    const header = () => within(table).getByRole('columnheader', { name: /Patient/ });
    expect(within(table).getByRole('columnheader', { name: /Date/ }).getAttribute('aria-sort')).toBe('descending');
    await user.click(within(header()).getByRole('button'));
    await waitFor(() => expect(lastSearch()?.sort).toEqual({ key: 'patientName', direction: 'ascending' }));
    expect(header().getAttribute('aria-sort')).toBe('ascending');
  });

  it('turns pages by the server', async () => {
    const { user, lastSearch } = setUp();
    await screen.findByRole('table');
    await user.keyboard(']');
    await waitFor(() => expect(lastSearch()?.offset).toBe(50));
    await user.keyboard('[[[[');
    await waitFor(() => expect(screen.getByText('1-3 of 1,284')).toBeTruthy());
  });

  it('saves a filter without anything that was typed', async () => {
    const { user } = setUp();
    await user.type(screen.getByLabelText('Patient'), 'Doe');
    await user.type(screen.getByLabelText('Description'), 'for Jane Doe');
    await user.selectOptions(screen.getByLabelText('Date'), 'today');
    await user.click(screen.getByRole('button', { name: 'Save this filter' }));
    await user.type(screen.getByLabelText('Name'), 'Today{Enter}');
    expect(await screen.findByRole('button', { name: 'Today' })).toBeTruthy();
    expect(localStorage.getItem('collimator.preferences')).toContain('Today');
    expect(JSON.stringify(localStorage)).not.toContain('Doe');
  });
});

describe('the keyboard', () => {
  it('reaches the search, the rows and the sheet, and opens with Enter', async () => {
    const { user, onOpen, onLock } = setUp();
    const table = await screen.findByRole('table');
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByLabelText('Patient'));
    await user.keyboard('?{Backspace}');
    expect(screen.queryByRole('dialog')).toBeNull();

    const links = within(table).getAllByRole('link');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(links[0]);
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ handle: row(2).handle }));
    await user.keyboard('{End}{Home}');
    expect(document.activeElement).toBe(links[0]);

    await user.keyboard('l');
    expect(onLock).toHaveBeenCalledTimes(1);
    await user.keyboard('?');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('has one stop for Tab in the list, and comes back to the row that was open', async () => {
    const { user, view, page, store } = setUp();
    const table = await screen.findByRole('table');
    within(table).getAllByRole('link')[1]?.focus();
    await user.keyboard('{Enter}');
    expect(
      within(table)
        .getAllByRole('link')
        .map((link) => link.tabIndex),
    ).toEqual([-1, 0, -1]);
    view.unmount();
    expect(store.getState().focusedHandle).toBe(row(2).handle);
    render(page());
    await waitFor(() => expect(document.activeElement?.getAttribute('href')).toBe(`/study/${row(2).handle}`));
  });
});
