const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** DICOM DA as "14 Mar 2024"; what is not a date stays as it is written. */
export function dayOf(value: string | undefined): string {
  const found = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(value ?? '');
  const month = MONTHS[Number(found?.[2]) - 1];
  if (found === null || month === undefined) return value ?? '';
  return `${Number(found[3])} ${month} ${found[1]}`;
}

/** Whole years between birth and study; undefined when either is not a date. */
export function ageAt(birthDate: string | undefined, onDate: string | undefined): number | undefined {
  const birth = /^(\d{4})(\d{4})$/.exec(birthDate ?? '');
  const day = /^(\d{4})(\d{4})$/.exec(onDate ?? '');
  if (birth === null || day === null) return undefined;
  const years = Number(day[1]) - Number(birth[1]) - (Number(day[2]) < Number(birth[2]) ? 1 : 0);
  return years >= 0 && years < 150 ? years : undefined;
}

/** "10:14:07" in the person's own zone. */
export function clockOf(instant: string): string {
  const at = new Date(instant);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A person name as "DOE^JANE" reads badly aloud and on screen: family name, then the rest. */
export function personName(value: string | undefined): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] =
    (value ?? '').split('=')[0]?.split('^') ?? [];
  const rest = [prefix, given, middle, suffix].filter((part) => part.trim() !== '').join(' ');
  return [family.trim(), rest].filter((part) => part !== '').join(', ');
}
