import { type DeviceObserver, isSame, type PersonObserver } from '../../findings/index.ts';
import { NAME, VALUE } from '../content/concepts.ts';
import type { CodeItem, ContentItem, TextItem } from '../content/content-item.ts';

/** Persons of TID 1001 among these items. What a document does not say about a person is left empty. */
export function personsIn(items: readonly ContentItem[]): PersonObserver[] {
  return contextsIn(items, 'person').flatMap((context) => {
    const name = textOf(context, NAME.personName);
    if (name === undefined) return [];
    const role = context.find((item): item is CodeItem => item.valueType === 'CODE' && isSame(item.concept, NAME.personRole)); // prettier-ignore
    return [
      {
        name,
        login: textOf(context, NAME.personLogin) ?? '',
        organisation: textOf(context, NAME.personOrganisation) ?? '',
        ...(role === undefined ? {} : { role: role.code }),
      },
    ];
  });
}

export function devicesIn(items: readonly ContentItem[]): DeviceObserver[] {
  return contextsIn(items, 'device').flatMap((context) => {
    const uid = textOf(context, NAME.deviceUID);
    if (uid === undefined) return [];
    const manufacturer = textOf(context, NAME.deviceManufacturer);
    const modelName = textOf(context, NAME.deviceModel);
    const serialNumber = textOf(context, NAME.deviceSerial);
    return [
      {
        uid,
        name: textOf(context, NAME.deviceName) ?? '',
        ...(manufacturer === undefined ? {} : { manufacturer }),
        ...(modelName === undefined ? {} : { modelName }),
        ...(serialNumber === undefined ? {} : { serialNumber }),
      },
    ];
  });
}

/** Observer items follow the type of their observer; without a type they are those of a person, TID 1001. */
function contextsIn(items: readonly ContentItem[], wanted: 'person' | 'device'): ContentItem[][] {
  const contexts: { kind: 'person' | 'device' | 'other'; items: ContentItem[] }[] = [];
  for (const item of items) {
    if (!isObserverItem(item)) continue;
    if (item.valueType === 'CODE' && isSame(item.concept, NAME.observerType)) {
      const kind = isSame(item.code, VALUE.person) ? 'person' : isSame(item.code, VALUE.device) ? 'device' : 'other';
      contexts.push({ kind, items: [] });
      continue;
    }
    if (contexts.length === 0) contexts.push({ kind: 'person', items: [] });
    contexts.at(-1)?.items.push(item);
  }
  return contexts.filter(({ kind }) => kind === wanted).map((context) => context.items);
}

const OBSERVER_NAMES = [
  NAME.observerType, NAME.personName, NAME.personLogin, NAME.personOrganisation, NAME.personRole, NAME.personOrganisationalRole,
  NAME.deviceUID,
  NAME.deviceName, NAME.deviceManufacturer, NAME.deviceModel, NAME.deviceSerial,
]; // prettier-ignore

export function isObserverItem(item: ContentItem): boolean {
  return OBSERVER_NAMES.some((name) => isSame(item.concept, name));
}

function textOf(items: readonly ContentItem[], name: (typeof NAME)['personName']): string | undefined {
  const found = items.find((item): item is TextItem => 'text' in item && isSame(item.concept, name));
  return found?.text;
}
