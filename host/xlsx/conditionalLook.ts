import type { ConditionalLook } from "../model/conditionalFormat";
import { argb } from "./colors";
import { node, type XmlNode } from "./xmlTree";

/** The parts of a differential format (dxf, ECMA-376 18.8.14); null where the look leaves the cell as it is. */
export function lookFont(look: ConditionalLook, prefix: string): XmlNode | null {
  const flag = (name: string, on: boolean | null): XmlNode[] => (on === null ? [] : [node(prefix + name, on ? {} : { val: 0 })]);
  const underline = look.underline === null ? [] : [node(`${prefix}u`, look.underline === "Single" ? {} : { val: look.underline.toLowerCase() })];
  const color = look.fontColor === null ? [] : [node(`${prefix}color`, { rgb: argb(look.fontColor) })];
  const children = [...flag("b", look.bold), ...flag("i", look.italic), ...flag("strike", look.strike), ...underline, ...color];
  return children.length === 0 ? null : node(`${prefix}font`, {}, children);
}

/** In a differential format the background is the colour of a solid fill. */
export function lookFill(look: ConditionalLook, prefix: string): XmlNode | null {
  return look.fill === null ? null : node(`${prefix}fill`, {}, [node(`${prefix}patternFill`, {}, [node(`${prefix}bgColor`, { rgb: argb(look.fill) })])]);
}

export function lookBorder(look: ConditionalLook, prefix: string): XmlNode | null {
  const sides = (["left", "right", "top", "bottom"] as const).flatMap((side) => {
    const line = look.border[side];
    return line === null ? [] : [node(prefix + side, { style: line.style }, [node(`${prefix}color`, line.color === null ? { auto: 1 } : { rgb: argb(line.color) })])];
  });
  return sides.length === 0 ? null : node(`${prefix}border`, {}, sides);
}
