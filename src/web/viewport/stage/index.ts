import {
  cache,
  Enums,
  eventTarget,
  getRenderingCapabilities,
  imageLoader,
  init as initCore,
  RenderingEngine,
  setUseCPURendering,
} from '@cornerstonejs/core';
import { utilities as metadataUtilities } from '@cornerstonejs/metadata';
import { destroy as destroyTools, init as initTools } from '@cornerstonejs/tools';
import { frameKey, type FrameStore } from '../pixels/frame-store.ts';
import { forgetTables } from '../pixels/painter.ts';
import type { Stage, StageEvents, StageViewport, StageViewportEvents, ToolName } from '../stage-types.ts';
import { createCpuRender, type Canvases } from './cpu-painter.ts';
import { createDrawings } from './drawings.ts';
import { createImageBook, SCHEME } from './images.ts';
import { StackView, type StackSurroundings } from './stack-viewport.ts';
import { createTools, moveMeasurements, redo, undo, type Tools } from './tools.ts';

export interface StageOptions {
  frames: FrameStore;
  events: StageEvents;
  /** `auto` draws on the GPU where there is a real one. Tables and sigmoid windows are drawn by the CPU path only. */
  rendering: 'auto' | 'gpu' | 'cpu';
  /** Bytes Cornerstone may hold; the pixels are the frame store's own, counted twice but kept once. */
  maxBytes: number;
}

const ENGINE = 'reading';

// Cornerstone's state lives in its modules, so there is one stage; it is kept here only so that a wipe finds it.
let current: Stage | undefined;

/** The full purge, whether or not a study is open. */
export function forgetEverything(): void {
  current?.destroy();
  current = undefined;
  purgeCaches();
}

/** Puts Cornerstone to work for one study. One stage at a time: Cornerstone keeps its state in its modules. */
export function createStage(options: StageOptions): Stage {
  current?.destroy();
  initCore();
  initTools();
  cache.setMaxCacheSize(options.maxBytes);
  let rendering = chooseRendering(options.rendering);
  setUseCPURendering(rendering === 'cpu', false);
  const canvases: Canvases = { mapping: new WeakMap(), isSmooth: true };
  const book = createImageBook(options.frames);
  imageLoader.registerImageLoader(SCHEME, (imageId) => {
    const loading = { promise: book.load(imageId) };
    // Cornerstone would do this itself and let nobody hear of an image that does not come: an uncaught error of the page.
    cache.putImageLoadObject(imageId, loading).catch(() => undefined);
    return loading;
  });
  let around = build();
  let tool: ToolName = 'window';
  let tools = buildTools();
  const drawings = createDrawings(book, () => around.edgeOffset);
  const views = new Map<string, StackView>();
  let count = 0;
  let isDestroyed = false;

  function build(): StackSurroundings {
    book.drawBy(rendering === 'cpu' ? createCpuRender(canvases) : undefined);
    return {
      engine: new RenderingEngine(ENGINE),
      book,
      canvases,
      rendering,
      edgeOffset: rendering === 'cpu' ? 0 : 0.5,
      demandCpu: () => fallBack('This window needs drawing without the graphics card; measurements are kept.'),
    };
  }

  function buildTools(): Tools {
    const built = createTools({
      book: around.book,
      frames: options.frames,
      edgeOffset: around.edgeOffset,
      askForText: options.events.askForText,
      drags: {
        window: (element, dx, dy) => viewOf(element)?.events.onWindowDrag(dx, dy),
        scroll: (element, dy) => viewOf(element)?.events.onScrollDrag(dy),
        // A drag over the whole height is a factor of about eight.
        zoom: (element, dy, world) => viewOf(element)?.zoomAround(2 ** (dy * 3), world),
        pan: (element, world) => viewOf(element)?.panBy(world),
      },
    });
    built.setTool(tool);
    return built;
  }

  function viewOf(element: HTMLDivElement): StackView | undefined {
    return [...views.values()].find((view) => view.element === element);
  }

  const stopEvictions = options.frames.onEvict((ref) => {
    const imageId = around.book.imageId(ref);
    const isOnScreen = [...views.values()].some(({ showing }) => {
      const front = showing?.set.frames[showing.index];
      return front !== undefined && frameKey(front) === frameKey(ref);
    });
    if (!isOnScreen && cache.getImageLoadObject(imageId) !== undefined)
      cache.removeImageLoadObject(imageId, { force: true });
  });

  /** The rest of this study is drawn without the GPU, from where everything stands now. */
  function fallBack(notice: string): void {
    if (rendering === 'cpu' || isDestroyed) return;
    const kept = [...views.values()].map((view) => ({ view, showing: view.showing }));
    for (const { view } of kept) view.destroy();
    tools.release();
    around.engine.destroy();
    cache.purgeCache();
    rendering = 'cpu';
    setUseCPURendering(true, false);
    const offsetBefore = around.edgeOffset;
    around = build();
    tools = buildTools();
    moveMeasurements(book, offsetBefore - around.edgeOffset);
    for (const { view, showing } of kept) {
      const again = new StackView(view.id, view.element, around, view.events);
      views.set(view.id, again);
      tools.group.addViewport(view.id, ENGINE);
      if (showing) void again.show(showing.set, showing.index, showing.mapping, showing.turn).catch(() => undefined);
    }
    options.events.onNotice(notice);
  }

  // Once lost it is likely to be lost again (memory, driver), so there is no way back in this study.
  const contextLost = () =>
    fallBack('The graphics card stopped answering. Images are now drawn without it; measurements are kept.');
  eventTarget.addEventListener(Enums.Events.WEBGL_CONTEXT_LOST, contextLost);

  function addViewport(element: HTMLDivElement, events: StageViewportEvents): StageViewport {
    const id = `viewport-${++count}`;
    views.set(id, new StackView(id, element, around, events));
    tools.group.addViewport(id, ENGINE);
    const view = () => views.get(id);
    return {
      // A picture that does not come is told by the frame store, which everyone watches.
      show: (set, index, mapping) =>
        void view()
          ?.show(set, index, mapping)
          .catch(() => undefined),
      setIndex: (index) => view()?.setIndex(index),
      setMapping: (mapping) => view()?.setMapping(mapping),
      setTurn: (turn) => view()?.setTurn(turn),
      zoomBy: (factor) => view()?.zoomBy(factor),
      fit: () => view()?.fit(),
      clear: () => view()?.clear(),
      destroy() {
        if (isDestroyed) return;
        tools.group.removeViewports(ENGINE, id);
        view()?.destroy();
        views.delete(id);
      },
    };
  }

  const stage: Stage = {
    get rendering() {
      return rendering;
    },
    addViewport,
    setTool(next) {
      tool = next;
      tools.setTool(next);
    },
    setInterpolation(isSmooth) {
      canvases.isSmooth = isSmooth;
      for (const view of views.values()) view.setInterpolation(isSmooth);
    },
    undo,
    redo,
    drawings: drawings.all,
    draw(list) {
      drawings.draw(list);
      around.engine.render();
    },
    onDrawingsChanged: drawings.onChanged,
    deleteSelected() {
      const elementOf = (imageId: string) => {
        const ref = around.book.ref(imageId);
        return [...views.values()].find(({ showing }) => showing?.set.frames.some((frame) => frame === ref))?.element;
      };
      const isAny = tools.deleteSelected(elementOf);
      if (isAny) around.engine.render();
      return isAny;
    },
    resize() {
      around.engine.resize(true, true);
      for (const view of views.values()) view.resized();
    },
    destroy() {
      if (isDestroyed) return;
      isDestroyed = true;
      stopEvictions();
      eventTarget.removeEventListener(Enums.Events.WEBGL_CONTEXT_LOST, contextLost);
      for (const view of views.values()) view.destroy();
      views.clear();
      drawings.destroy();
      tools.destroy();
      around.engine.destroy();
      book.forget();
      destroyTools();
      purgeCaches();
      if (current === stage) current = undefined;
    },
  };
  current = stage;
  return stage;
}

/** Measured: `purgeCache` alone leaves the patient in Cornerstone's metadata. */
function purgeCaches(): void {
  cache.purgeCache();
  metadataUtilities.clearCacheData();
  forgetTables();
}

function chooseRendering(wanted: StageOptions['rendering']): 'gpu' | 'cpu' {
  if (wanted !== 'auto') return wanted;
  const { webgl2, softwareRasterizer } = getRenderingCapabilities();
  // Measured: without a real GPU the CPU path scrolls two to three times faster than WebGL in software.
  return webgl2 && !softwareRasterizer ? 'gpu' : 'cpu';
}
