import type { ViewportControls } from './viewport-controls.ts';

/** What was done with a picture before anything could act on it, by the pointer and by keys. */
export interface EarlyHands {
  readonly controls: ViewportControls;
  /** Somebody else listens from now on: only a drag that is under way is kept to its end. */
  handOver: () => void;
  /** Does it again on the element and the controls that have taken over, in the same order. Nothing is kept from then on. */
  replay: (element: HTMLElement, controls: ViewportControls) => void;
  stop: () => void;
}

/**
 * Drawing with tools comes a moment after the first image. A drag that began in that moment is not lost: presses on the
 * picture, and what follows until the button is let go, are kept and done again.
 */
export function keepEarlyHands(picture: HTMLElement): EarlyHands {
  const page = picture.ownerDocument;
  const kept: MouseEvent[] = [];
  let isDown = false;
  let zoom = 1;

  const down = (event: MouseEvent): void => {
    isDown = true;
    kept.push(event);
  };
  const follow = (event: MouseEvent): void => {
    if (!isDown) return;
    kept.push(event);
    if (event.type === 'mouseup') isDown = false;
  };
  picture.addEventListener('mousedown', down);
  page.addEventListener('mousemove', follow);
  page.addEventListener('mouseup', follow);

  function stop(): void {
    picture.removeEventListener('mousedown', down);
    page.removeEventListener('mousemove', follow);
    page.removeEventListener('mouseup', follow);
    kept.length = 0;
    zoom = 1;
  }

  return {
    controls: {
      zoomBy: (factor) => (zoom *= factor),
      fit: () => (zoom = 1),
    },
    handOver: () => picture.removeEventListener('mousedown', down),
    replay(element, controls) {
      if (zoom !== 1) controls.zoomBy(zoom);
      const again = kept.map((event) => new MouseEvent(event.type, event));
      stop();
      for (const event of again) element.dispatchEvent(event);
    },
    stop,
  };
}
