/** The kind of thing a dragged thumbnail carries: the id of a display set inside this page, never a UID to other programs. */
export const DRAG_TYPE = 'application/x-collimator-display-set';
