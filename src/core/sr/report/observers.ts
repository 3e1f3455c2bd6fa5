// TID 1001 to 1004: who looked. The device always, persons once they act.
import type { DeviceObserver, PersonObserver } from '../../findings/index.ts';
import { NAME, VALUE } from '../content/concepts.ts';
import type { ContentItem } from '../content/content-item.ts';
import { codeItem, textItem } from '../content/make.ts';

export function deviceItems(device: DeviceObserver): ContentItem[] {
  const optional = (name: (typeof NAME)['deviceModel'], text: string | undefined): ContentItem[] =>
    text === undefined ? [] : [textItem('HAS OBS CONTEXT', name, text)];
  return [
    codeItem('HAS OBS CONTEXT', NAME.observerType, VALUE.device),
    textItem('HAS OBS CONTEXT', NAME.deviceUID, device.uid, 'UIDREF'),
    textItem('HAS OBS CONTEXT', NAME.deviceName, device.name),
    ...optional(NAME.deviceManufacturer, device.manufacturer),
    ...optional(NAME.deviceModel, device.modelName),
    ...optional(NAME.deviceSerial, device.serialNumber),
  ];
}

export function personItems(person: PersonObserver): ContentItem[] {
  return [
    codeItem('HAS OBS CONTEXT', NAME.observerType, VALUE.person),
    textItem('HAS OBS CONTEXT', NAME.personName, person.name, 'PNAME'),
    textItem('HAS OBS CONTEXT', NAME.personLogin, person.login),
    textItem('HAS OBS CONTEXT', NAME.personOrganisation, person.organisation),
    ...(person.role === undefined ? [] : [codeItem('HAS OBS CONTEXT', NAME.personRole, person.role)]),
  ];
}
