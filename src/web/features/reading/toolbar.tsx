import { useStore } from 'zustand';
import { isImageSet } from '../../services/dicomweb/index.ts';
import type { ToolName } from '../../viewport/index.ts';
import { classes, Kbd } from '../../ui/index.ts';
import {
  flipHorizontal,
  flipVertical,
  invert,
  linkOrNot,
  playOrPause,
  reset,
  rotate,
  TOOLS,
  type Desk,
} from './commands.ts';
import { turnDirections } from './directions/turn-directions.ts';
import { layoutName, LAYOUTS } from './layout.ts';
import { SaveButton } from './measurements/save-button.tsx';
import styles from './toolbar.module.css';

/** Tools of the left button, acts on the active viewport, layouts. Every button shows its key. */
export function Toolbar({ desk }: { desk: Desk }) {
  const tool = useStore(desk.store, (state) => state.tool);
  return (
    <section className={styles.bar} aria-label="Reading tools">
      <fieldset className={styles.group} aria-label="Left button">
        {TOOLS.map((entry) => (
          <ToolButton
            key={entry.tool}
            tool={entry.tool}
            label={entry.label}
            shortcut={entry.key.toUpperCase()}
            isChosen={entry.tool === tool}
            desk={desk}
          />
        ))}
      </fieldset>
      <fieldset className={styles.group} aria-label="Active viewport">
        <Presets desk={desk} />
        <Act label="Invert" shortcut="I" onClick={() => invert(desk)} />
        <Act label="Turn" shortcut="T" onClick={() => rotate(desk)} />
        <Act label="Mirror ↔" shortcut="H" onClick={() => flipHorizontal(desk)} />
        <Act label="Mirror ↕" shortcut="V" onClick={() => flipVertical(desk)} />
        <Act label="Reset" shortcut="X" onClick={() => reset(desk)} />
        <Cine desk={desk} />
        <LinkChoice desk={desk} />
      </fieldset>
      <fieldset className={styles.group} aria-label="Screen">
        <Act label="Undo" shortcut="Ctrl Z" onClick={() => desk.stage()?.undo()} />
        <LayoutChoice desk={desk} />
        <Act label="MPR" shortcut="Shift M" onClick={() => void turnDirections(desk.store, desk.reading)} />
        <Act label="Attributes" shortcut="D" onClick={() => desk.show('tags')} />
        <Act label="Keys" shortcut="?" onClick={() => desk.show('keys')} />
      </fieldset>
      {desk.extension === undefined ? null : (
        <button
          type="button"
          className={classes(styles.button, desk.extension.isOpen && styles.chosen)}
          aria-pressed={desk.extension.isOpen}
          onClick={desk.extension.toggleSide}
        >
          AI <Kbd>Shift A</Kbd>
        </button>
      )}
      <SaveButton measurements={desk.measurements} />
    </section>
  );
}

function ToolButton({
  tool,
  label,
  shortcut,
  isChosen,
  desk,
}: {
  tool: ToolName;
  label: string;
  shortcut: string;
  isChosen: boolean;
  desk: Desk;
}) {
  return (
    <button
      type="button"
      className={classes(styles.button, isChosen && styles.chosen)}
      aria-pressed={isChosen}
      onClick={() => desk.store.getState().setTool(tool)}
    >
      {label} <Kbd>{shortcut}</Kbd>
    </button>
  );
}

function Act({ label, shortcut, onClick }: { label: string; shortcut: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.button} onClick={onClick}>
      {label} <Kbd>{shortcut}</Kbd>
    </button>
  );
}

function Presets({ desk }: { desk: Desk }) {
  const cell = useStore(desk.store, ({ cells, active }) => cells[active]);
  const presets = cell === undefined ? [] : desk.reading.presets(cell);
  return (
    <select
      className={styles.select}
      aria-label="Window preset (keys 1 to 9)"
      value=""
      disabled={presets.length === 0}
      onChange={(event) => {
        const chosen = presets[Number(event.target.value)];
        const { active, cells, setMapping } = desk.store.getState();
        const mapping = cells[active]?.mapping;
        if (chosen !== undefined && mapping !== undefined)
          setMapping(active, { ...chosen.window, isInverted: mapping.isInverted });
      }}
    >
      <option value="" disabled>
        Presets 1–9
      </option>
      {presets.map((preset, index) => (
        <option key={`${preset.source} ${preset.name}`} value={index}>
          {`${index + 1}  ${preset.name}${preset.window.shape === 'LUT' ? '' : `  ${Math.round(preset.window.width)} / ${Math.round(preset.window.centre)}`}`}
        </option>
      ))}
    </select>
  );
}

function Cine({ desk }: { desk: Desk }) {
  const cell = useStore(desk.store, ({ cells, active }) => cells[active]);
  const at = useStore(desk.store, ({ active }) => active);
  if (cell?.set === undefined || !isImageSet(cell.set) || cell.set.frames.length < 2) return null;
  return (
    <>
      <Act label={cell.isPlaying ? 'Pause' : 'Play'} shortcut="C" onClick={() => playOrPause(desk)} />
      <label className={styles.rate}>
        <input
          type="number"
          min={1}
          max={60}
          step={1}
          value={Math.round(cell.framesPerSecond)}
          onChange={(event) => {
            const rate = Number(event.target.value);
            if (rate >= 1 && rate <= 60) desk.store.getState().patch(at, { framesPerSecond: rate });
          }}
        />
        <span>images/s</span>
      </label>
    </>
  );
}

/** One viewport has nothing to be linked with. */
function LinkChoice({ desk }: { desk: Desk }) {
  const isLinked = useStore(desk.store, (state) => state.isLinked);
  const isAlone = useStore(desk.store, ({ layout }) => layout.rows * layout.columns === 1);
  if (isAlone) return null;
  return (
    <button
      type="button"
      className={classes(styles.button, isLinked && styles.chosen)}
      aria-pressed={isLinked}
      onClick={() => linkOrNot(desk)}
    >
      Link scroll <Kbd>Shift S</Kbd>
    </button>
  );
}

function LayoutChoice({ desk }: { desk: Desk }) {
  const layout = useStore(desk.store, (state) => state.layout);
  return (
    <select
      className={styles.select}
      aria-label="Layout, rows by columns (key G)"
      value={layoutName(layout)}
      onChange={(event) => {
        const chosen = LAYOUTS.find((candidate) => layoutName(candidate) === event.target.value);
        if (chosen !== undefined) desk.store.getState().setLayout(chosen);
      }}
    >
      {LAYOUTS.map((candidate) => (
        <option key={layoutName(candidate)} value={layoutName(candidate)}>
          Layout {layoutName(candidate)}
        </option>
      ))}
    </select>
  );
}
