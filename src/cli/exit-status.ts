/** The exit statuses of every command; the README lists them. */
export const EXIT = { ok: 0, failed: 1, badInput: 2, refused: 3, restored: 4, interrupted: 130 } as const;
