import { isImageSet } from '../../services/dicomweb/index.ts';
import { rangeWindow, type Stage, type ToolName } from '../../viewport/index.ts';
import { turnDirections } from './directions/turn-directions.ts';
import type { Extension } from './extension/use-extension.ts';
import { nextLayout } from './layout.ts';
import type { Measurements } from './measurements/measurements.ts';
import { frontOf, type Cell, type ReadingStore } from './reading-store.ts';
import type { StudyReading } from './study-reading.ts';
import type { ViewportControls } from './viewport-controls.ts';

/** Everything a command may touch. */
export interface Desk {
  store: ReadingStore;
  reading: StudyReading;
  stage: () => Stage | undefined;
  viewport: (at: number) => ViewportControls | undefined;
  show: (panel: 'tags' | 'keys') => void;
  close: () => void;
  measurements: Measurements;
  /** What can stand beside the images, where the app has it. */
  extension?: Extension | undefined;
}

export interface Command {
  /** As `KeyboardEvent.key` (letters lower case), with "Ctrl+" or "Shift+" before it. */
  keys: readonly string[];
  label: string;
  group: 'Images' | 'Window' | 'View' | 'Tools' | 'Measurements' | 'AI' | 'Screen';
  run: (desk: Desk) => void;
}

const TOOL_KEYS: readonly (readonly [ToolName, string, string])[] = [
  ['window', 'w', 'Window'],
  ['scroll', 's', 'Scroll'],
  ['zoom', 'z', 'Zoom'],
  ['pan', 'p', 'Pan'],
  ['length', 'l', 'Length'],
  ['bidirectional', 'b', 'Bidirectional'],
  ['angle', 'n', 'Angle'],
  ['ellipse', 'e', 'Ellipse'],
  ['rectangle', 'q', 'Rectangle'],
  ['probe', 'o', 'Probe'],
  ['arrow', 'k', 'Arrow with text'],
];

/** The tools of the left button with their keys and names, as the toolbar shows them. */
export const TOOLS = TOOL_KEYS.map(([tool, key, label]) => ({ tool, key, label }));

function activeCell(desk: Desk): { at: number; cell: Cell } | undefined {
  const { active, cells } = desk.store.getState();
  const cell = cells[active];
  return cell === undefined ? undefined : { at: active, cell };
}

const step =
  (by: number | 'first' | 'last') =>
  (desk: Desk): void => {
    const found = activeCell(desk);
    if (found?.cell.set === undefined || !isImageSet(found.cell.set)) return;
    const last = found.cell.set.frames.length - 1;
    const wanted = by === 'first' ? 0 : by === 'last' ? last : found.cell.index + by;
    desk.store.getState().scroll(found.at, wanted);
  };

const otherSeries =
  (by: 1 | -1) =>
  (desk: Desk): void => {
    const { active, cells, series, put } = desk.store.getState();
    const sets = series.flatMap((entry) => entry.sets);
    if (sets.length === 0) return;
    const now = sets.findIndex((set) => set.id === cells[active]?.set?.id);
    const next = sets[(now + by + sets.length) % sets.length];
    if (next !== undefined) put(active, next);
  };

const nextUnviewed = (desk: Desk): void => {
  const { active, series, viewed, put } = desk.store.getState();
  const next = series.flatMap((entry) => entry.sets).find((set) => !viewed.has(set.id));
  if (next !== undefined) put(active, next);
};

const preset =
  (number: number) =>
  (desk: Desk): void => {
    const found = activeCell(desk);
    const chosen = found === undefined ? undefined : desk.reading.presets(found.cell)[number - 1];
    if (found?.cell.mapping === undefined || chosen === undefined) return;
    desk.store.getState().setMapping(found.at, { ...chosen.window, isInverted: found.cell.mapping.isInverted });
  };

const wholeRange = (desk: Desk): void => {
  const found = activeCell(desk);
  const front = found === undefined ? undefined : frontOf(found.cell);
  const state = front === undefined ? undefined : desk.reading.frames.state(front);
  if (found?.cell.mapping === undefined || state?.kind !== 'ready') return;
  desk.store
    .getState()
    .setMapping(found.at, { ...rangeWindow(state.frame), isInverted: found.cell.mapping.isInverted });
};

export const invert = (desk: Desk): void => {
  const found = activeCell(desk);
  if (found?.cell.mapping === undefined) return;
  desk.store.getState().setMapping(found.at, { ...found.cell.mapping, isInverted: !found.cell.mapping.isInverted });
};

const turn =
  (change: (turn: Cell['turn']) => Cell['turn']) =>
  (desk: Desk): void => {
    const found = activeCell(desk);
    if (found !== undefined) desk.store.getState().setTurn(found.at, change(found.cell.turn));
  };

export const rotate = turn((now) => ({ ...now, rotationDegrees: (now.rotationDegrees + 90) % 360 }));
export const flipHorizontal = turn((now) => ({ ...now, flipHorizontal: !now.flipHorizontal }));
export const flipVertical = turn((now) => ({ ...now, flipVertical: !now.flipVertical }));

const zoom =
  (factor: number) =>
  (desk: Desk): void =>
    desk.viewport(desk.store.getState().active)?.zoomBy(factor);

/** Zoom, place, turn and window as they were when the series was put here. Measurements stay. */
export const reset = (desk: Desk): void => {
  const found = activeCell(desk);
  if (found === undefined) return;
  const { setTurn, resetMapping } = desk.store.getState();
  setTurn(found.at, { rotationDegrees: 0, flipHorizontal: false, flipVertical: false });
  resetMapping(found.at);
  desk.viewport(found.at)?.fit();
};

export const playOrPause = (desk: Desk): void => {
  const found = activeCell(desk);
  if (found?.cell.set === undefined || !isImageSet(found.cell.set) || found.cell.set.frames.length < 2) return;
  desk.store.getState().patch(found.at, { isPlaying: !found.cell.isPlaying });
};

const otherViewport =
  (by: 1 | -1) =>
  (desk: Desk): void => {
    const { active, layout, setActive } = desk.store.getState();
    const count = layout.rows * layout.columns;
    const next = (active + by + count) % count;
    setActive(next);
    document.querySelector<HTMLElement>(`[data-testid="viewport-${next + 1}"]`)?.focus();
  };

export const linkOrNot = ({ store }: Desk): void => store.getState().setLinked(!store.getState().isLinked);

const chooseTool =
  (tool: ToolName) =>
  (desk: Desk): void =>
    desk.store.getState().setTool(tool);

export const COMMANDS: readonly Command[] = [
  { keys: ['ArrowDown', 'PageDown'], label: 'Next image', group: 'Images', run: step(1) },
  { keys: ['ArrowUp', 'PageUp'], label: 'Previous image', group: 'Images', run: step(-1) },
  { keys: ['Shift+ArrowDown'], label: 'Ten images on', group: 'Images', run: step(10) },
  { keys: ['Shift+ArrowUp'], label: 'Ten images back', group: 'Images', run: step(-10) },
  { keys: ['Home'], label: 'First image', group: 'Images', run: step('first') },
  { keys: ['End'], label: 'Last image', group: 'Images', run: step('last') },
  { keys: ['ArrowRight'], label: 'Next series into this viewport', group: 'Images', run: otherSeries(1) },
  { keys: ['ArrowLeft'], label: 'Previous series into this viewport', group: 'Images', run: otherSeries(-1) },
  { keys: ['u'], label: 'Next series not viewed yet', group: 'Images', run: nextUnviewed },
  { keys: ['Shift+s'], label: 'Link scrolling: the same place in all viewports', group: 'Images', run: linkOrNot },
  { keys: ['c'], label: 'Play or pause', group: 'Images', run: playOrPause },
  ...Array.from({ length: 9 }, (_, index): Command => ({
    keys: [String(index + 1)],
    label: `Window preset ${index + 1}`,
    group: 'Window',
    run: preset(index + 1),
  })),
  { keys: ['0'], label: 'Window over the whole image', group: 'Window', run: wholeRange },
  { keys: ['i'], label: 'Invert', group: 'Window', run: invert },
  { keys: ['+', '='], label: 'Zoom in', group: 'View', run: zoom(1.25) },
  { keys: ['-'], label: 'Zoom out', group: 'View', run: zoom(0.8) },
  { keys: ['t'], label: 'Turn by 90°', group: 'View', run: rotate },
  { keys: ['h'], label: 'Mirror left-right', group: 'View', run: flipHorizontal },
  { keys: ['v'], label: 'Mirror top-bottom', group: 'View', run: flipVertical },
  { keys: ['x'], label: 'Reset this viewport', group: 'View', run: reset },
  {
    keys: ['m'],
    label: 'Smooth or hard pixels',
    group: 'View',
    run: (desk) => {
      const isSmooth = !desk.store.getState().isSmooth;
      desk.store.setState({ isSmooth });
      desk.stage()?.setInterpolation(isSmooth);
    },
  },
  {
    keys: ['j'],
    label: 'Show or hide overlays of the image',
    group: 'View',
    run: ({ store }) => store.setState(({ arePlanesVisible }) => ({ arePlanesVisible: !arePlanesVisible })),
  },
  ...TOOL_KEYS.map(([tool, key, label]): Command => ({ keys: [key], label, group: 'Tools', run: chooseTool(tool) })),
  { keys: ['Escape'], label: 'Back to the window tool', group: 'Tools', run: chooseTool('window') },
  { keys: ['Ctrl+z'], label: 'Undo measurement', group: 'Measurements', run: (desk) => desk.stage()?.undo() },
  {
    keys: ['Ctrl+y', 'Ctrl+Shift+z'],
    label: 'Redo measurement',
    group: 'Measurements',
    run: (desk) => desk.stage()?.redo(),
  },
  {
    keys: ['Delete', 'Backspace'],
    label: 'Delete selected measurement',
    group: 'Measurements',
    run: (desk) => void desk.stage()?.deleteSelected(),
  },
  { keys: ['Ctrl+s'], label: 'Save measurements', group: 'Measurements', run: (desk) => void desk.measurements.save() },
  { keys: ['a'], label: 'Show or hide what AI marks', group: 'AI', run: (desk) => desk.extension?.toggleVisible() },
  { keys: ['Shift+a'], label: 'AI models', group: 'AI', run: (desk) => desk.extension?.toggleSide() },
  {
    keys: ['g'],
    label: 'Next layout',
    group: 'Screen',
    run: ({ store }) => store.getState().setLayout(nextLayout(store.getState().layout)),
  },
  {
    keys: ['Shift+m'],
    label: 'MPR: axial, coronal, sagittal, and back (Shift and drag: one place in all)',
    group: 'Screen',
    run: ({ store, reading }) => void turnDirections(store, reading),
  },
  {
    keys: ['Shift+l'],
    label: 'Show or hide where the viewports cut each other',
    group: 'Screen',
    run: ({ store }) => store.setState(({ areLinesVisible }) => ({ areLinesVisible: !areLinesVisible })),
  },
  { keys: [']'], label: 'Next viewport', group: 'Screen', run: otherViewport(1) },
  { keys: ['['], label: 'Previous viewport', group: 'Screen', run: otherViewport(-1) },
  { keys: ['d'], label: 'DICOM attributes of this image', group: 'Screen', run: (desk) => desk.show('tags') },
  { keys: ['?'], label: 'All keys', group: 'Screen', run: (desk) => desk.show('keys') },
  { keys: ['Shift+Escape'], label: 'Close study', group: 'Screen', run: (desk) => desk.close() },
];

/** Their owner is the review beside the images: they mean something while it is open, and so nothing else at any time. */
export const REVIEW_KEYS: readonly Pick<Command, 'keys' | 'label'>[] = [
  { keys: ['f'], label: 'Next finding of AI' },
  { keys: ['Shift+f'], label: 'Previous finding of AI' },
  { keys: ['y'], label: 'Accept the finding' },
  { keys: ['r'], label: 'Reject the finding' },
  { keys: ['Shift+e'], label: 'Change its label or outline' },
  { keys: ['Shift+z'], label: 'Undo the last decision' },
];

/** The command of a key press; undefined when the key means nothing here or belongs to a control that has the focus. */
export function commandFor(event: KeyboardEvent): Command | undefined {
  if (event.altKey || event.metaKey || event.defaultPrevented) return undefined;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input:not([type=range]), textarea, select, dialog, [contenteditable]')) return undefined;
  // A report is walked through with the keys that scroll images elsewhere.
  if (target?.closest('[data-own-keys]') && /^(Arrow|Home|End|Page)/.test(event.key)) return undefined;
  // A focused slider keeps its own arrow keys.
  if (target?.matches('input[type=range]') && /^(Arrow|Home|End|Page)/.test(event.key)) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isSign = event.key.length === 1 && !/[a-z]/i.test(event.key);
  const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`;
  return COMMANDS.find((command) => command.keys.includes(name));
}

const SHOWN_NAMES: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'Page down',
  PageUp: 'Page up',
};

/** "Shift+ArrowDown" as a person reads it. */
export function keyName(key: string): string {
  return key
    .split('+')
    .map((part) => SHOWN_NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
    .trim()
    .replace(/^$/, '+');
}
