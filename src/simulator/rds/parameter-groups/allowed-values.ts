const RANGE = /^(-?[\d.]+)-(-?[\d.]+)$/;
/** Values that AWS computes from the instance, such as `{DBInstanceClassMemory/9531392}`. */
const FORMULA = /^(LEAST|GREATEST|SUM)?[({].*[)}]$/;

/** Whether a value is in `ON,OFF` or in `1-16000`; where nothing is known, every value is. */
export function allowsValue(allowedValues: string | undefined, value: string): boolean {
  if (allowedValues === undefined) return true;
  const range = RANGE.exec(allowedValues);
  if (!range) return allowedValues.split(',').some((allowed) => allowed.toLowerCase() === value.toLowerCase());
  if (FORMULA.test(value)) return true;
  return value.trim() !== '' && Number(value) >= Number(range[1]) && Number(value) <= Number(range[2]);
}
