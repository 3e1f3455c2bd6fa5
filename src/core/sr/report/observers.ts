// TID 1001 to 1004: who looked. The device always, persons once they act.
import type { CodedConcept, DeviceObserver, PersonObserver } from '../../findings/index.ts';
import { NAME, VALUE } from '../content/concepts.ts';
import type { ContentItem } from '../content/content-item.ts';
import { codeItem, textItem } from '../content/make.ts';

export function deviceItems(device: DeviceObserver): ContentItem[] {
  return [
    codeItem('HAS OBS CONTEXT', NAME.observerType, VALUE.device),
    textItem('HAS OBS CONTEXT', NAME.deviceUID, device.uid, 'UIDREF'),
    ...stated(NAME.deviceName, device.name),
    ...stated(NAME.deviceManufacturer, device.manufacturer),
    ...stated(NAME.deviceModel, device.modelName),
    ...stated(NAME.deviceSerial, device.serialNumber),
  ];
}

/** What others left unsaid, and was read as empty, stays unsaid. */
function stated(name: CodedConcept, text: string | undefined): ContentItem[] {
  return text === undefined || text === '' ? [] : [textItem('HAS OBS CONTEXT', name, text)];
}

export function personItems(person: PersonObserver): ContentItem[] {
  return [
    codeItem('HAS OBS CONTEXT', NAME.observerType, VALUE.person),
    textItem('HAS OBS CONTEXT', NAME.personName, person.name, 'PNAME'),
    ...stated(NAME.personLogin, person.login),
    ...stated(NAME.personOrganisation, person.organisation),
    ...(person.role === undefined ? [] : [codeItem('HAS OBS CONTEXT', NAME.personRole, person.role)]),
  ];
}
