/** A page of a list, and where the next one begins: the token of AWS, as far as anybody may know. */
export function pageOf<Item>(items: readonly Item[], size: number, token = '0'): { readonly items: Item[]; readonly next?: string } {
  const start = Number(token);
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined };
}
