import type { ExportVoid } from '../../../../contract/index.ts';
import type { PlannedRelease } from '../../../../core/export/index.ts';
import { presentCount } from '../../../ui/index.ts';
import type { Refused } from './release-store.ts';

/** Refusals in plain words: what failed, what is safe, what to do. What is not here, the gateway has said itself. */
const WORDS: Record<string, string> = {
  'export-not-approved':
    'This export is not approved as it is now. Nothing was released. Go back to the review, or wait for the second reviewer.',
  'export-not-reviewed': 'Something that must be looked at was not opened, or not decided. Nothing was released.',
  'export-sample-too-small': 'Too few of the clean-looking images were opened. Nothing was released.',
  'export-already-released':
    'This export has been released before. A release cannot be repeated: open a new export for another copy.',
  'export-release-open':
    'A release of this export is under way, perhaps in another window. Finish it or declare it void.',
  'export-release-unknown': 'This permission is used up or over. What was written is no export.',
  'export-check-failed': 'A check of the finished files failed at the gateway. Nothing was released.',
  'export-batch-changed':
    'The batch was changed meanwhile. Go back to the review and decide again. Nothing was released.',
  'export-ended': 'This export has ended: its time is over, or its sign-in is. Nothing was released. Start a new one.',
  'export-unknown': 'The gateway has no such export in this sign-in. Nothing was released. Start a new one.',
  'export-manifest-differs': 'What was written is not what was permitted. It is no export: delete it.',
  'audit-unavailable':
    'The audit service did not acknowledge, so nothing was released. What you decided is kept here; try again.',
  'bytes-changed':
    'A file was not what was approved: its bytes changed after the review. The release stopped there and is void.',
  'not-permitted': 'There is no permission for these files. Nothing was released.',
  'not-genuine': 'Something here was not made by the step that makes it. Nothing was released. Start a new export.',
  'storage-lost': 'A finished file is gone from this browser. The release stopped there and is void.',
  'export-archive-refused':
    'The research archive did not take an image. What it has of this release is no whole export.',
  'export-archive-unavailable': 'The research archive did not answer, also after several tries. This release is void.',
  'export-image-differs': 'The gateway was given an image that is not one of this release. It was not sent on.',
  'export-destination-not-allowed': 'The site does not export in this way. Nothing was released.',
  'folder-taken': 'The folder already holds this export. Nothing of it was touched. Choose another folder.',
  cancelled: 'You stopped the release.',
  unreachable: 'The gateway did not answer. Nothing was released. Try again.',
  'write-failed': 'The files could not be written: the disk may be full, or the folder may be read-only.',
};

export function refusalWords({ code, message }: Refused): string {
  return WORDS[code] ?? message ?? WORDS['write-failed'] ?? code;
}

export const VOID_WORDS: Record<ExportVoid['reasonCode'], string> = {
  cancelled: 'You stopped it.',
  'write-failed': 'The files could not be written.',
  'bytes-changed': 'A file was not what was approved.',
  'destination-refused': 'The archive did not take a file.',
  interrupted: 'It was interrupted.',
};

/** `1 reviewed image`, `2,000 images` */
export function imagesOf({ facts }: PlannedRelease, which = ''): string {
  const { instances } = facts.counts;
  return `${presentCount(instances)} ${which}${instances === 1 ? 'image' : 'images'}`;
}
