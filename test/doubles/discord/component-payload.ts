import type { Attachment, Component, Message } from './message.ts';
import type { Json } from './payloads.ts';

/** Where an attached file is served. */
export function fileAddress(base: string, channelId: string, file: Attachment): string {
  return `${base}/attachments/${channelId}/${file.id}/${encodeURIComponent(file.filename)}`;
}

/** What Discord fills in where a component leaves it out. */
const DEFAULTS: Readonly<Record<number, Json>> = {
  3: { min_values: 1, max_values: 1 },
  5: { min_values: 1, max_values: 1 },
  6: { min_values: 1, max_values: 1 },
  7: { min_values: 1, max_values: 1 },
  8: { min_values: 1, max_values: 1 },
  11: { description: null, spoiler: false },
  13: { spoiler: false },
  14: { spacing: 1, divider: true },
  17: { accent_color: null, spoiler: false },
};

/** Components of a message as Discord gives them: with addresses for files and what it fills in. */
export function componentPayloads(message: Message, base: string): Json[] {
  function medium({ url }: { readonly url: string }): Json {
    const file = message.attachments.find((one) => `attachment://${one.filename}` === url);
    if (file === undefined) return { id: '0', url, proxy_url: url };
    const address = fileAddress(base, message.channelId, file);
    return {
      id: file.id,
      url: address,
      proxy_url: address,
      content_type: file.contentType,
      attachment_id: file.id,
    };
  }

  function payload(component: Component): Json {
    const { components, accessory, items, media, file } = component;
    return {
      ...DEFAULTS[component.type],
      ...component,
      ...(components === undefined ? {} : { components: components.map(payload) }),
      ...(accessory === undefined ? {} : { accessory: payload(accessory) }),
      ...(media === undefined ? {} : { media: medium(media) }),
      ...(file === undefined ? {} : { file: medium(file), name: null, size: null }),
      ...(items === undefined
        ? {}
        : {
            items: items.map((item) => ({
              description: null,
              spoiler: false,
              ...item,
              media: medium(item.media),
            })),
          }),
    };
  }

  return message.components.map(payload);
}
