/** The name in a `Host` header, without its port; undefined when it is no host. */
export function hostName(header: string | undefined): string | undefined {
  const url = `http://${header}`;
  if (header === undefined || /[/?#@\\]/.test(header) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname;
}
