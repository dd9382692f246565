import type { ConditionalLook } from "../../model/conditionalFormat";
import type { BorderLine } from "../../model/style";
import type { ApiObject, Property } from "../apiObject";
import { apiClass, flagOf, oneOf, textOf } from "../apiObject";
import { itemNotFound } from "../session";
import type { FormatTarget } from "./conditionalFormats";
import { changeLook, formatOf } from "./conditionalFormats";
import { colorOf } from "./rangeFormat";

/** The look that a conditional format gives cells: font, fill, borders, number format. A part that it leaves alone reads as null. */
export const conditionalLookObject: (target: FormatTarget) => ApiObject = apiClass<FormatTarget>("ConditionalRangeFormat", {
  properties: { NumberFormat: lookPart((look) => look.numberFormat, (value) => ({ numberFormat: textOf(value) })) },
  objects: { Font: (target) => fontObject(target), Fill: (target) => fillObject(target), Borders: (target) => bordersObject(target) },
});

const fontObject = apiClass<FormatTarget>("ConditionalRangeFont", {
  properties: {
    Bold: lookPart((look) => look.bold, (value) => ({ bold: flagOf(value) })),
    Italic: lookPart((look) => look.italic, (value) => ({ italic: flagOf(value) })),
    Strikethrough: lookPart((look) => look.strike, (value) => ({ strike: flagOf(value) })),
    Underline: lookPart((look) => look.underline, (value) => ({ underline: oneOf(value, ["None", "Single", "Double"]) })),
    Color: lookPart((look) => look.fontColor, (value) => ({ fontColor: colorOf(value) })),
  },
  methods: { Clear: (target, _args, session) => changeLook(session, target, (look) => ({ ...look, bold: null, italic: null, strike: null, underline: null, fontColor: null })) },
});

const fillObject = apiClass<FormatTarget>("ConditionalRangeFill", {
  properties: { Color: lookPart((look) => look.fill, (value) => ({ fill: colorOf(value) })) },
  methods: { Clear: (target, _args, session) => changeLook(session, target, (look) => ({ ...look, fill: null })) },
});

const SIDES = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const;
const KEYS = { EdgeTop: "top", EdgeBottom: "bottom", EdgeLeft: "left", EdgeRight: "right" } as const;

interface BorderTarget {
  readonly format: FormatTarget;
  readonly side: (typeof SIDES)[number];
}

const bordersObject = apiClass<FormatTarget>("ConditionalRangeBorderCollection", {
  properties: { Count: { get: () => SIDES.length } },
  objects: {
    Top: (format) => borderObject({ format, side: "EdgeTop" }), Bottom: (format) => borderObject({ format, side: "EdgeBottom" }),
    Left: (format) => borderObject({ format, side: "EdgeLeft" }), Right: (format) => borderObject({ format, side: "EdgeRight" }),
  },
  items: (format) => SIDES.map((side) => borderObject({ format, side })),
  item: (format, args) => borderObject({ format, side: oneOf(args.at(0), SIDES) }),
  methods: {
    GetItemAt: (format, args) => {
      const side = SIDES[args.integer(0)];
      if (side === undefined) throw itemNotFound();
      return borderObject({ format, side });
    },
  },
});

const borderObject = apiClass<BorderTarget>("ConditionalRangeBorder", {
  identity: ({ side }) => ({ SideIndex: side }),
  properties: {
    SideIndex: { get: ({ side }) => side },
    Color: { get: (target) => lineOf(target)?.color ?? null, set: (target, value, session) => changeLook(session, target.format, (look) => withLine(look, target, { style: lineOf(target)?.style ?? "thin", color: colorOf(value) })) },
    Style: {
      get: (target) => STYLE_NAMES[lineOf(target)?.style ?? "none"] ?? "None",
      set: (target, value, session) => {
        const wanted = oneOf(value, ["None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot"]);
        const line: BorderLine | null = wanted === "None" ? null : { style: wanted === "Continuous" ? "thin" : wanted === "Dot" ? "dotted" : "dashed", color: lineOf(target)?.color ?? null };
        changeLook(session, target.format, (look) => withLine(look, target, line));
      },
    },
  },
});

const STYLE_NAMES: Readonly<Record<string, string>> = { none: "None", thin: "Continuous", medium: "Continuous", thick: "Continuous", hair: "Continuous", double: "Continuous", dashed: "Dash", dotted: "Dot" };

function lineOf({ format, side }: BorderTarget): BorderLine | null {
  return formatOf(format).look.border[KEYS[side]];
}

function withLine(look: ConditionalLook, { side }: BorderTarget, line: BorderLine | null): ConditionalLook {
  return { ...look, border: { ...look.border, [KEYS[side]]: line } };
}

function lookPart(read: (look: ConditionalLook) => string | boolean | null, write: (value: Parameters<typeof textOf>[0]) => Partial<ConditionalLook>): Property<FormatTarget> {
  return {
    get: (target) => read(formatOf(target).look),
    set: (target, value, session) => {
      const part = write(value);
      changeLook(session, target, (look) => ({ ...look, ...part }));
    },
  };
}
