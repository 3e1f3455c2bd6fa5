// What each tissue looks like in the two weightings, from 0 (black) to 1 (brightest).

export type Tissue = { readonly t1: number; readonly t2: number };

export const AIR: Tissue = { t1: 0.012, t2: 0.012 };
export const CSF: Tissue = { t1: 0.17, t2: 0.98 };
export const GREY: Tissue = { t1: 0.53, t2: 0.54 };
export const WHITE: Tissue = { t1: 0.77, t2: 0.35 };
export const DEEP_GREY: Tissue = { t1: 0.6, t2: 0.46 };
export const PALLIDUM: Tissue = { t1: 0.69, t2: 0.3 };
export const BONE: Tissue = { t1: 0.07, t2: 0.05 };
export const MARROW: Tissue = { t1: 0.55, t2: 0.38 };
export const FAT: Tissue = { t1: 0.92, t2: 0.66 };
export const MUSCLE: Tissue = { t1: 0.4, t2: 0.2 };
export const SKIN: Tissue = { t1: 0.5, t2: 0.3 };
export const VITREOUS: Tissue = { t1: 0.2, t2: 0.97 };
export const LENS: Tissue = { t1: 0.42, t2: 0.15 };
export const MUCOSA: Tissue = { t1: 0.42, t2: 0.72 };
export const LESION: Tissue = { t1: 0.6, t2: 0.8 };
export const VESSEL: Tissue = { t1: 0.1, t2: 0.06 };
