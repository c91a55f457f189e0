/** Which fields of a DiscordChatExporter file in JSON give claims, and why the others do not. */
import { fieldTable } from "../reading/fields.ts";

const PEOPLE = ["author", "mentions", "interaction.user"];
const HOLDERS = ["", "forwardedMessage."];

const below = (places: readonly string[], names: string): string =>
  places.flatMap((place) => names.split(" ").map((name) => `${place}${name}`)).join(" ");

const persons = PEOPLE.map((place) => `${place}.`).concat("forwardedMessage.author.");
const embeds = HOLDERS.map((holder) => `${holder}embeds.`);
const pictures = embeds.flatMap((embed) =>
  ["image", "images", "thumbnail", "video"].map((name) => `${embed}${name}.`),
);

const READ = [
  "id type timestamp timestampEdited content",
  below(persons, "id name discriminator nickname isBot"),
  below(HOLDERS, "attachments.id attachments.url attachments.fileName"),
  below(HOLDERS, "stickers.id stickers.name"),
  below(embeds, "title url timestamp description author.url fields.name fields.value"),
  below(pictures, "canonicalUrl url"),
  "components.url components.components.url",
  "reactions.emoji.name reactions.count",
  "reference.type reference.messageId reference.channelId reference.guildId",
  "forwardedMessage.timestamp forwardedMessage.timestampEdited forwardedMessage.content",
  "interaction.name",
];

const LOOKS = "how it looks, or what can be done with it";

export const MESSAGE_FIELDS = fieldTable(READ.join(" "), {
  [below(persons, "avatarUrl")]: "pictures of people: no link that anybody posted",
  [below(persons, "color roles")]:
    "what somebody may do on the server on the day of the export: no name or id of the person",
  callEndedTimestamp: "only calls have one, whose notices are no messages",
  isPinned: "set and taken away by whoever runs the channel, at a time that is not written",
  [below(HOLDERS, "attachments.fileSizeBytes")]: LOOKS,
  [below(HOLDERS, "stickers.format")]: LOOKS,
  [below(HOLDERS, "stickers.sourceUrl")]: "Discord's own picture, which repeats the sticker's id",
  [below(embeds, "color fields.isInline")]: LOOKS,
  [below(pictures, "width height")]: LOOKS,
  [below(embeds, "author.name author.iconUrl author.iconCanonicalUrl footer")]:
    "Discord's or the program's own decoration around the words",
  "inlineEmojis forwardedMessage.inlineEmojis": "repeats the emojis that stand in the words",
  [below(embeds, "inlineEmojis")]: "repeats the emojis that stand in the words",
  "reactions.users":
    "who reacted wrote and carried nothing, and they may be far more than the messages: their count is read",
  "reactions.emoji.id reactions.emoji.code reactions.emoji.isAnimated reactions.emoji.imageUrl":
    "another way of writing the emoji that is read by its name",
  [below(
    ["components.", "components.components."],
    "type style label customId skuId isDisabled emoji",
  )]: "how a button looks and what a program does when it is pressed: nothing that it leads to",
  "interaction.id": "numbers the run of a command, which has no address",
});

export const FIELDS_BEFORE = fieldTable(
  "guild.id guild.name channel.id channel.type channel.categoryId channel.category channel.name channel.topic dateRange.after dateRange.before exportedAt",
  { "guild.iconUrl channel.iconUrl": "pictures of the server: no link that anybody posted" },
);
