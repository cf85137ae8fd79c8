/** The days on which Lambda stops to support runtimes. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const LAST_DAYS: Readonly<Record<string, string>> = {
  'nodejs14.x': '2023-12-04',
  'nodejs16.x': '2024-06-12',
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
  'nodejs22.x': '2027-04-30',
  'python3.7': '2023-12-04',
  'python3.8': '2024-10-14',
  'python3.9': '2025-12-15',
  'python3.10': '2026-10-31',
  'python3.11': '2027-06-30',
};

/** The day on which Lambda has stopped to support a runtime; undefined as long as it does, or where that is not known. */
export function retiredSince(today: string, runtime: string): string | undefined {
  const day = LAST_DAYS[runtime];
  return day !== undefined && today > day ? day : undefined;
}
