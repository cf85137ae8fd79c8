/** When support of a major version ends. Days in UTC; `undefined` where AWS has not said so. */
export interface MajorVersionLifecycle {
  readonly endOfStandardSupport: string;
  /** From here on Extended Support is charged, and from the second day on it costs about twice as much. */
  readonly extendedSupportPricing?: readonly [firstYear: string, thirdYear?: string];
  readonly endOfExtendedSupport?: string;
  /** Minor versions whose standard support ends before that of the major version. */
  readonly minors?: Readonly<Record<string, string>>;
  /** Minor versions that the calendar does not list any more: their support ended on some day before it was made. */
  readonly retired?: readonly string[];
}

/** The day of AWS's release calendars that the data below was taken from. */
export const LIFECYCLE_AS_OF = '2026-09-30';

/** Aurora and RDS have the same days for their major versions of PostgreSQL. */
const POSTGRES: Readonly<Record<string, MajorVersionLifecycle>> = {
  11: { endOfStandardSupport: '2024-02-29', extendedSupportPricing: ['2024-04-01', '2026-04-01'], endOfExtendedSupport: '2027-03-31' },
  12: { endOfStandardSupport: '2025-02-28', extendedSupportPricing: ['2025-03-01', '2027-03-01'], endOfExtendedSupport: '2028-02-29' },
  13: { endOfStandardSupport: '2026-02-28', extendedSupportPricing: ['2026-03-01', '2028-03-01'], endOfExtendedSupport: '2029-02-28' },
  14: { endOfStandardSupport: '2027-02-28', extendedSupportPricing: ['2027-03-01', '2029-03-01'], endOfExtendedSupport: '2030-02-28' },
  15: { endOfStandardSupport: '2028-02-29', extendedSupportPricing: ['2028-03-01', '2030-03-01'], endOfExtendedSupport: '2031-02-28' },
  16: { endOfStandardSupport: '2029-02-28', extendedSupportPricing: ['2029-03-01', '2031-03-01'], endOfExtendedSupport: '2032-02-28' },
  17: { endOfStandardSupport: '2030-02-28', extendedSupportPricing: ['2030-03-01', '2032-03-01'], endOfExtendedSupport: '2033-02-28' },
  18: { endOfStandardSupport: '2031-02-28', extendedSupportPricing: ['2031-03-01', '2033-03-01'], endOfExtendedSupport: '2034-02-28' },
};

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html */
export const LIFECYCLE: Readonly<Record<string, Readonly<Record<string, MajorVersionLifecycle>>>> = {
  'aurora-mysql': {
    '5.7': { endOfStandardSupport: '2024-10-31', extendedSupportPricing: ['2024-12-01', '2026-12-01'], endOfExtendedSupport: '2029-06-30' },
    '8.0': {
      endOfStandardSupport: '2028-04-30',
      extendedSupportPricing: ['2028-05-01'],
      endOfExtendedSupport: '2029-07-31',
      retired: ['3.1', '3.2', '3.3', '3.5', '3.6', '3.7'],
      minors: { 3.4: '2026-10-31', 3.8: '2026-08-31', 3.9: '2026-08-31', 3.11: '2026-11-13', 3.12: '2027-02-17', 3.13: '2027-08-27' },
    },
    '8.4': { endOfStandardSupport: '2032-04-30' },
  },
  'aurora-postgresql': {
    ...POSTGRES,
    14: { ...POSTGRES[14], minors: { 17: '2026-11-30', 18: '2026-12-31' } },
    15: { ...POSTGRES[15], minors: { 12: '2026-11-30', 13: '2026-12-31' } },
    16: { ...POSTGRES[16], minors: { 9: '2026-12-31' } },
    17: { ...POSTGRES[17], minors: { 4: '2026-11-30', 5: '2026-12-31' } },
  },
  'mysql': {
    '5.7': { endOfStandardSupport: '2024-02-29', extendedSupportPricing: ['2024-03-01', '2026-03-01'], endOfExtendedSupport: '2027-02-28' },
    '8.0': { endOfStandardSupport: '2026-07-31', extendedSupportPricing: ['2026-08-01', '2028-08-01'], endOfExtendedSupport: '2029-07-31' },
    '8.4': { endOfStandardSupport: '2029-07-31', extendedSupportPricing: ['2029-08-01', '2031-08-01'], endOfExtendedSupport: '2032-07-31' },
  },
  'postgres': POSTGRES,
};
