import { useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { isStudyOpen } from '../../../../core/export/index.ts';
import type { Box } from '../../../../core/redaction/index.ts';
import type { FinishedReview, FinishedRun, FoundBox } from '../hand-over.ts';
import { ActionBar } from './action-bar.tsx';
import { firstBox, nudged } from './box-drawing.ts';
import { boxesIn, deviceOf, type Scope } from './box-scope.ts';
import { FaceCheck } from './face-check.tsx';
import { HeaderTable } from './header-table.tsx';
import { ImageFacts } from './image-facts.tsx';
import { ImagePair } from './image-pair.tsx';
import { Montage, pageOf } from './montage.tsx';
import { NoteField } from './note-field.tsx';
import type { PictureShelf } from './picture-shelf.ts';
import type { Pictures } from './pictures.ts';
import { QueueList } from './queue-list.tsx';
import { isDecided, tileStanding, type QueueItem, type Tile } from './review-queue.ts';
import { afterItem, itemAt, type ReviewModel, type ReviewStore } from './review-store.ts';
import { ReviewKeySheet } from './review-key-sheet.tsx';
import { SamplePanel } from './sample-panel.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { usePageSize } from './use-page-size.ts';
import { useReviewKeys, type ReviewKeys } from './use-review-keys.ts';
import { useView } from './use-view.ts';
import styles from './review.module.css';

export interface ReviewScreenProps {
  readonly store: ReviewStore;
  readonly shelf: PictureShelf;
  readonly pictures: Pictures;
  readonly siteRate: number;
  readonly mayKnowIdentity: boolean;
  readonly onReviewed: (review: FinishedReview) => void;
  /** The whole viewer over what was made of one study. */
  readonly viewerOf: (run: FinishedRun, studyInstanceUID: string, onClose: () => void) => ReactNode;
}

export function ReviewScreen(props: ReviewScreenProps) {
  const { store, shelf, pictures, siteRate, mayKnowIdentity, onReviewed, viewerOf } = props;
  const model = useStore(store);
  const { run, tileAt } = model;
  const item = itemAt(model);
  const [isKeySheet, setKeySheet] = useState(false);
  const [isViewing, setViewing] = useState(false);
  const [size, measure] = usePageSize();
  const note = useRef<HTMLTextAreaElement>(null);

  const images = item?.kind === 'images' ? item : undefined;
  const tile = images?.tiles[Math.min(tileAt, images.tiles.length - 1)];
  const isPair = images !== undefined && (model.isPair || images.tiles.length === 1);
  const instance = tile === undefined ? undefined : run.instances.get(tile.sopInstanceUID);
  const study = run.studies.find((one) => one.studyInstanceUID === item?.studyInstanceUID);
  const tileName = tile === undefined ? '' : `${tile.sopInstanceUID} ${tile.frame}`;
  const [view, setView] = useView(`${tileName} ${run.batch.sha256}`);
  const { look, looks, zoom, draft, chosen, device } = view;
  const setDraft = (next: Box | undefined): void => setView({ draft: next });
  const page = images === undefined ? [] : pageOf(images, tileAt, size).tiles;

  const state = store.getState();
  const goOn = (): void => {
    const next = nextTile(store.getState());
    if (next !== undefined) state.focusTile(next);
    else {
      const following = afterItem(store.getState());
      if (following !== undefined) state.go(following.key);
    }
  };
  const accept = (): void => {
    if (images === undefined || tile === undefined) return goOn();
    state.accept(isPair ? [tile] : page.filter((one) => !isSettled(store.getState(), one)));
    goOn();
  };
  const refuse = (): void => {
    if (tile === undefined) return;
    state.refuseInstance(tile);
    goOn();
  };
  const refuseStudy = (): void => {
    if (item === undefined) return;
    const wasOpen = isStudyOpen(model.review, item.studyInstanceUID);
    state.refuseStudy(item.studyInstanceUID);
    if (wasOpen) goOn();
  };
  // Naming another batch is its owner's; who reviews it refuses, or says what is missing.
  const mayCorrect = run.answer.role === 'owner';
  const mayView = run.answer.receipt !== null;
  const startDrawing = (): void => {
    if (!mayCorrect || instance === undefined || instance.pixels.kind === 'no-pixels') return;
    state.setPair(true);
    setDraft(firstBox(instance));
    // A header that cannot be read names no machine.
    deviceOf(shelf, instance).then(
      (found) => setView({ device: found }),
      () => setView({ device: undefined }),
    );
  };
  const cover = (scope: Scope): void => {
    if (tile === undefined || draft === undefined || (scope === 'device' && device === undefined)) return;
    setDraft(undefined);
    void state.addBox(tile, draft, scope);
  };
  // To uncover what was found is to show what was there; what a person drew they have seen without it.
  const canUncover = mayCorrect && chosen?.verdict === 'covered' && (mayKnowIdentity || isDrawnOnly(chosen));
  const drop = (): void => {
    if (tile !== undefined && chosen !== undefined && canUncover) void state.dropBox(tile, chosen);
  };
  const turnLook = (): void => setView({ look: (look + 1) % Math.max(1, looks) });
  const approve = (): void => {
    void state.approve().then((done) => {
      if (done !== undefined) onReviewed(done);
    });
  };
  const acts = { accept, refuse, refuseStudy, startDrawing, drop, approve, undo: () => void state.undo() };
  const arrows =
    draft === undefined || instance === undefined
      ? browsing(store, isPair ? 1 : size.columns, isPair)
      : sizing(draft, setDraft, instance);

  const keys: ReviewKeys = {
    ...arrows,
    a: accept,
    r: refuse,
    'Shift+R': refuseStudy,
    'Shift+r': refuseStudy,
    b: startDrawing,
    x: drop,
    Delete: drop,
    u: acts.undo,
    'Control+z': acts.undo,
    j: () => state.move(1),
    k: () => state.move(-1),
    g: () => {
      const next = afterItem(store.getState());
      if (next !== undefined) state.go(next.key);
    },
    w: turnLook,
    '+': () => setView({ zoom: Math.min(8, zoom * 2) }),
    '=': () => setView({ zoom: Math.min(8, zoom * 2) }),
    '-': () => setView({ zoom: Math.max(1, zoom / 2) }),
    h: () => item !== undefined && state.go(`study ${item.studyInstanceUID}`),
    n: () => note.current?.focus(),
    p: approve,
    v: () => mayView && setViewing(true),
    '?': () => setKeySheet(true),
    Escape: () => (draft === undefined ? state.setPair(false) : setDraft(undefined)),
    Enter: () => (images === undefined ? goOn() : state.setPair(true)),
    Tab:
      isPair &&
      instance !== undefined &&
      tile !== undefined &&
      draft === undefined &&
      boxesIn(instance, tile.frame).length > 0
        ? () => setView({ chosen: nextBox(boxesIn(instance, tile.frame), chosen) })
        : undefined,
    ...(draft === undefined
      ? {}
      : { f: () => cover('frame'), i: () => cover('image'), s: () => cover('series'), d: () => cover('device') }),
  };
  useReviewKeys(isViewing ? NO_KEYS : keys);

  return (
    <div className={styles.review}>
      <QueueList store={store} />
      <section className={styles.stage} aria-label="What is looked at">
        <TroubleLine store={store} />
        <div className={styles.picture} ref={measure} data-testid="review-picture">
          {images !== undefined && tile !== undefined ? (
            isPair ? (
              <ImagePair
                store={store}
                shelf={shelf}
                tile={tile}
                look={look}
                zoom={zoom}
                mayKnowIdentity={mayKnowIdentity}
                chosen={chosen}
                draft={draft}
                onDraft={draft === undefined ? undefined : setDraft}
                onLooks={(count) => setView({ looks: count })}
              />
            ) : (
              <Montage store={store} shelf={shelf} item={images} size={size} look={look} />
            )
          ) : study === undefined ? null : (
            <HeaderTable
              key={study.studyInstanceUID}
              store={store}
              study={study}
              mayKnowIdentity={mayKnowIdentity}
              mayCorrect={mayCorrect}
            />
          )}
        </div>
      </section>
      <aside className={styles.side} aria-label="About it">
        {tile === undefined ? null : (
          <ImageFacts store={store} tile={tile} chosen={chosen} onChoose={(box) => setView({ chosen: box })} />
        )}
        {images !== undefined && hasCutFace(model, images) ? (
          <FaceCheck run={run} pictures={pictures} seriesInstanceUID={images.seriesInstanceUID} />
        ) : null}
        {mayCorrect ? null : (
          <p className={styles.aside}>
            Another person makes this export, so only they draw boxes and decide words: the images of both of you stay
            the same. Where something is left, refuse the image; your decision names it to them.
          </p>
        )}
        {item === undefined ? null : (
          <NoteField ref={note} store={store} noteKey={tile?.sopInstanceUID ?? item.studyInstanceUID} />
        )}
        <SamplePanel store={store} siteRate={siteRate} />
      </aside>
      <ActionBar
        store={store}
        acts={acts}
        pageSize={isPair ? 1 : page.filter((one) => !isSettled(model, one)).length}
        kind={item?.kind ?? 'study'}
        isPair={isPair}
        canDraw={mayCorrect && instance !== undefined && instance.pixels.kind !== 'no-pixels'}
        canUncover={canUncover}
        look={looks > 1 ? { now: look + 1, of: looks, turn: turnLook } : undefined}
        drawing={draft === undefined ? undefined : { box: draft, device, cover, cancel: () => setDraft(undefined) }}
        onKeys={() => setKeySheet(true)}
        onView={mayView ? () => setViewing(true) : undefined}
      />
      {isViewing && item !== undefined ? viewerOf(run, item.studyInstanceUID, () => setViewing(false)) : null}
      {isKeySheet ? <ReviewKeySheet onClose={() => setKeySheet(false)} /> : null}
    </div>
  );
}

const NO_KEYS: ReviewKeys = {};

function isDrawnOnly({ reasons }: FoundBox): boolean {
  return reasons.every((reason) => reason === 'reviewer');
}

function isSettled({ review, queue }: ReviewModel, { sopInstanceUID, frame }: Tile): boolean {
  const finished = queue.instances.get(sopInstanceUID);
  return finished !== undefined && isDecided(tileStanding(review, finished, frame));
}

/** The next frame of this item that is not decided, after the one in focus and then from the start. */
function nextTile(model: ReviewModel): number | undefined {
  const item = itemAt(model);
  if (item?.kind !== 'images') return undefined;
  const open = item.tiles.flatMap((tile, at) => (isSettled(model, tile) ? [] : [at]));
  return open.find((at) => at > model.tileAt) ?? open[0];
}

function browsing(store: ReviewStore, columns: number, isPair: boolean): ReviewKeys {
  const by = (step: number) => (): void => {
    const model = store.getState();
    const item = itemAt(model);
    if (item?.kind !== 'images') return model.move(Math.sign(step));
    const at = model.tileAt + step;
    if (at >= 0 && at < item.tiles.length) model.focusTile(at);
    else if (isPair || Math.abs(step) === 1) model.move(Math.sign(step));
  };
  return {
    ArrowRight: by(1),
    ArrowLeft: by(-1),
    ArrowDown: by(columns),
    ArrowUp: by(-columns),
    PageDown: () => store.getState().move(1),
    PageUp: () => store.getState().move(-1),
  };
}

function sizing(draft: Box, setDraft: (box: Box) => void, size: { rows: number; columns: number }): ReviewKeys {
  const keys: Record<string, () => void> = {};
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'])
    for (const isSizing of [false, true])
      for (const isFine of [false, true])
        keys[`${isFine ? 'Control+' : ''}${isSizing ? 'Shift+' : ''}${key}`] = () =>
          setDraft(nudged(draft, key, size, { isSizing, isFine }));
  return keys;
}

function nextBox(boxes: readonly FoundBox[], chosen: FoundBox | undefined): FoundBox | undefined {
  return boxes[(chosen === undefined ? 0 : boxes.indexOf(chosen) + 1) % boxes.length];
}

function hasCutFace({ run }: ReviewModel, { tiles }: QueueItem & { kind: 'images' }): boolean {
  return tiles.some(({ sopInstanceUID }) => {
    const pixels = run.instances.get(sopInstanceUID)?.pixels;
    return pixels?.kind === 'redacted' && pixels.facesRemoved;
  });
}
